package link

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDatelines(t *testing.T) {
	for name, want := range map[string]string{
		"SUVA": "Suva", "PORT-AU-PRINCE": "Port-au-Prince", "CÔTE D’IVOIRE": "Côte d’Ivoire", "N'DJAMENA": "N'Djamena",
		"RIO DE JANEIRO": "Rio de Janeiro", "ŁÓDŹ": "Łódź", "EL SALVADOR": "El Salvador", "UAE": "UAE", "U.S.A.": "U.S.A.",
		"USSR": "USSR", "Łódź": "Łódź", "İZMİR": "Izmir", "L’AQUILA": "L’Aquila",
	} {
		_, d := linked(t, "{L1:"+name+"} - It rained.")
		if got := d.Entities[0].Name; got != want {
			t.Errorf("%s is named %s, want %s", name, got, want)
		}
	}
	_, d := linked(t, "{O1:SUVA FC} beat {P1:ZOË ŁOŚ}. {L1:SUVA} - In {L1:Suva} it rained.")
	for i, want := range []string{"SUVA FC", "ZOË ŁOŚ", "Suva"} {
		if got := d.Entities[i].Name; got != want {
			t.Errorf("got name %s, want %s", got, want)
		}
	}
}

// FuzzProperCase holds that the name says what it said.
func FuzzProperCase(f *testing.F) {
	f.Add("CÔTE D’IVOIRE")
	f.Add("-'' ‐A")
	f.Fuzz(func(t *testing.T, name string) {
		if got := properCase(name); utf8.ValidString(name) && fold(strings.ToLower(got)) != fold(strings.ToLower(name)) {
			t.Errorf("%q became %q", name, got)
		}
	})
}
