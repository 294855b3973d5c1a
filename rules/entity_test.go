package rules

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

func loadEntities(t *testing.T, text string) (*Set, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(Config{Files: []string{path}})
}

const zelenskyy = `version: 1
entities:
  - id: known.zelenskyy
    name: Володимир Зеленський
    label: PERSON
    aliases: [Zelenskyy, Ze]
    never: [Olena Zelenska]
    country: UA
    examples: {match: ["[Zelenskyy] left."]}
`

func TestEntities(t *testing.T) {
	set, err := loadEntities(t, zelenskyy)
	if err != nil {
		t.Fatal(err)
	}
	r := set.Rule("known.zelenskyy")
	want := &Entity{Name: "Володимир Зеленський", Aliases: []string{"Zelenskyy", "Ze"}, Never: []string{"Olena Zelenska"}, Country: "UA"}
	if r.Label != doc.Person || !reflect.DeepEqual(r.Entity, want) {
		t.Errorf("got %s %+v, want %+v", r.Label, r.Entity, want)
	}
	var phrases []string
	for p := range r.Phrases() {
		phrases = append(phrases, p.Text)
	}
	if got := strings.Join(phrases, "|"); got != "Володимир Зеленський|Zelenskyy|Ze" {
		t.Errorf("phrases %s", got)
	}
}

func TestEntitiesChangeTheFingerprint(t *testing.T) {
	a, errA := loadEntities(t, zelenskyy)
	b, errB := loadEntities(t, strings.Replace(zelenskyy, "country: UA", "country: US", 1))
	if errA != nil || errB != nil || a.Fingerprint() == b.Fingerprint() {
		t.Errorf("%v, %v: fingerprints are equal", errA, errB)
	}
}

func TestEntityFaults(t *testing.T) {
	for old, c := range map[string]struct{ new, want string }{
		"    name: Володимир Зеленський\n": {"", "name is missing"},
		"label: PERSON":            {"label: ROLE", `label is "ROLE", expected PERSON, PLACE or ORGANIZATION`},
		"country: UA":              {"country: Ukraine", `:8:14: `},
		"aliases: [Zelenskyy, Ze]": {`aliases: [Zelenskyy, " "]`, "an alias is empty"},
		"never:":                   {"nevers:", `an entity has no key "nevers"`},
		"    examples: {match: [\"[Zelenskyy] left.\"]}\n": {"", "no examples"},
	} {
		_, err := loadEntities(t, strings.Replace(zelenskyy, old, c.new, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", strings.TrimSpace(old), err, c.want)
		}
	}
}
