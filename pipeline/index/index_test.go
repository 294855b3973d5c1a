package index

import (
	"reflect"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

const documents = `{"id":"a","spans":[{"text":"Zoë Müller"},{"text":"Müller"},{"text":"Łódź"},{"text":"Obi"}],"entities":[{"label":"PERSON","name":"Zoë Müller","spans":[0,1],"country":null},{"label":"PLACE","name":"Łódź","spans":[2],"country":"PL"},{"label":"PERSON","name":"Obi","spans":[3],"country":null}],"positions":[{"role":"Mayor","holders":[0],"of":{"name":"Łódź","country":"PL"},"status":"current"}]}
{"id":"b","spans":[{"text":"ZOË MÜLLER"},{"text":"Obi"}],"entities":[{"label":"PERSON","name":"ZOË MÜLLER","spans":[0],"country":null},{"label":"PERSON","name":"Obi","spans":[1],"country":null}],"positions":[{"role":"mayor","holders":[0],"of":null,"status":"former"}]}
{"id":"c","spans":[{"text":"Zoë Müller"}],"entities":[{"label":"PERSON","name":"Zoë Müller","spans":[0],"country":null}],"positions":[{"role":"mayor","holders":[0],"of":{"name":"Köln","country":"DE"},"status":"current"}]}
`

const lines = `{"name":"Zoë Müller","label":"PERSON","country":null,"aliases":[{"text":"Müller","count":1},{"text":"ZOË MÜLLER","count":1}],"mentions":3,"documents":2,"first":"a","last":"b","roles":[{"role":"mayor","of":null,"status":"former","count":1},{"role":"mayor","of":"Łódź","status":"current","count":1}],"with":[{"name":"Obi","label":"PERSON","documents":1},{"name":"Obi","label":"PERSON","documents":1},{"name":"Łódź","label":"PLACE","documents":1}]}
{"name":"Obi","label":"PERSON","country":null,"aliases":[],"mentions":1,"documents":1,"first":"a","last":"a","roles":[],"with":[{"name":"Zoë Müller","label":"PERSON","documents":1},{"name":"Łódź","label":"PLACE","documents":1}]}
{"name":"Obi","label":"PERSON","country":null,"aliases":[],"mentions":1,"documents":1,"first":"b","last":"b","roles":[],"with":[{"name":"Zoë Müller","label":"PERSON","documents":1}]}
{"name":"Zoë Müller","label":"PERSON","country":null,"aliases":[],"mentions":1,"documents":1,"first":"c","last":"c","roles":[{"role":"mayor","of":"Köln","status":"current","count":1}],"with":[]}
{"name":"Łódź","label":"PLACE","country":"PL","aliases":[],"mentions":1,"documents":1,"first":"a","last":"a","roles":[],"with":[{"name":"Obi","label":"PERSON","documents":1},{"name":"Zoë Müller","label":"PERSON","documents":1}]}
`

func TestIndex(t *testing.T) {
	x := New()
	var numbers [][]int
	for d, err := range Records(strings.NewReader(documents), "r.jsonl") {
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, x.Add(d))
	}
	if want := [][]int{{0, 1, 2}, {0, 3}, {4}}; !reflect.DeepEqual(numbers, want) {
		t.Errorf("numbers %v, want %v", numbers, want)
	}
	var out strings.Builder
	if err := x.Write(&out); err != nil {
		t.Fatal(err)
	}
	if out.String() != lines {
		t.Errorf("got\n%swant\n%s", out.String(), lines)
	}
}

func TestBadRecords(t *testing.T) {
	for line, want := range map[string]string{
		"é": "r.jsonl:2: no document record",
		`{"id":"é","spans":[],"entities":[{"name":"Zoë","spans":[1]}],"positions":[]}`: `r.jsonl:2: entity "Zoë" has span 1 of 0`,
		`{"id":"é","spans":[],"entities":[],"positions":[{"role":"é","holders":[0]}]}`: `r.jsonl:2: role "é" has holder 0 of 0 entities`,
	} {
		var got error
		for _, err := range Records(strings.NewReader("{\"id\":\"a\"}\n"+line), "r.jsonl") {
			got = err
		}
		if got == nil || !strings.HasPrefix(got.Error(), want) {
			t.Errorf("%s: error %v, want %s", line, got, want)
		}
	}
}

func TestAbbreviations(t *testing.T) {
	full := func(name string) *Document {
		return &Document{ID: "é", Entities: []DocumentEntity{{Label: doc.Organization, Name: name, Texts: []string{name, "ÉDS"}}}}
	}
	short := &Document{ID: "ł", Entities: []DocumentEntity{{Label: doc.Organization, Name: "ÉDS", Texts: []string{"ÉDS"}}}}
	for name, test := range map[string]struct {
		documents []*Document
		want      [][]int
	}{
		"defined before":        {[]*Document{full("Électricité du Sud"), short, short}, [][]int{{0}, {0}, {0}}},
		"defined after":         {[]*Document{short, full("Électricité du Sud"), short}, [][]int{{0}, {1}, {1}}},
		"defined nowhere":       {[]*Document{short, short}, [][]int{{0}, {0}}},
		"defined for two names": {[]*Document{full("Électricité du Sud"), full("École du Soir"), short}, [][]int{{0}, {1}, {2}}},
	} {
		t.Run(name, func(t *testing.T) {
			x := New()
			var got [][]int
			for _, d := range test.documents {
				got = append(got, x.Add(d))
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("numbers %v, want %v", got, test.want)
			}
		})
	}
}

func TestName(t *testing.T) {
	for want, names := range map[string][]string{
		"Zoë Müller": {"ZOË MÜLLER", "ZOË MÜLLER", "Zoë Müller"},
		"ZOË MÜLLER": {"ZOË MÜLLER"},
		"Côte Noire": {"Côte noire", "Côte Noire", "Côte Noire"},
		"Foyle bay":  {"Foyle bay", "Foyle Bay"},
		"São Tomé":   {"SAO TOME", "São Tomé"},
		// an abbreviation in capitals names nothing where a name is to be had
		"United States": {"U.S.", "US", "US", "United States"},
	} {
		x := New()
		for _, n := range names {
			x.Add(&Document{ID: "é", Entities: []DocumentEntity{{Label: doc.Place, Name: n, Texts: []string{n}}}})
		}
		if got := x.Entities(); len(got) != 1 || got[0].Name != want {
			t.Errorf("%q: %+v, want one entity %q", names, got, want)
		}
	}
}
