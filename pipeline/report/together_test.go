package report

import (
	"reflect"
	"testing"

	"roster/pipeline/doc"
)

func TestTogether(t *testing.T) {
	meeting := func(id string, people ...string) *doc.Document {
		d := &doc.Document{ID: id}
		for i, name := range people {
			d.Text += name + "\n"
			end := len(d.Text) - 1
			at := doc.Span{Start: end - len(name), End: end}
			d.Mentions = append(d.Mentions, doc.Mention{Span: at, Label: doc.Person, Entity: i})
			d.Entities = append(d.Entities, doc.Entity{Label: doc.Person, Name: name, Mentions: []int{i}})
		}
		return d
	}
	_, _, r := page(t, all,
		meeting("a", "Zoë Ünal", "Bo Li"), meeting("b", "Ana Ruiz", "Kai Õun"), meeting("c", "Zoë Ünal", "Kai Õun"),
		meeting("d", "Kai Õun", "Ana Ruiz"), meeting("e", "Jo Alone"))
	var names []string
	for _, n := range r.Together.People {
		names = append(names, r.Entities[n].Name)
	}
	if want := []string{"Ana Ruiz", "Kai Õun", "Zoë Ünal", "Bo Li"}; !reflect.DeepEqual(names, want) {
		t.Errorf("people %q, want %q", names, want)
	}
	if want := [][]int{{}, {2}, {0, 1}, {0, 0, 1}}; !reflect.DeepEqual(r.Together.Shared, want) {
		t.Errorf("shared %v, want %v", r.Together.Shared, want)
	}
}

func TestSeriate(t *testing.T) {
	for name, c := range map[string]struct {
		weight [][]int
		want   []int
	}{
		"nobody":              {[][]int{}, nil},
		"strangers":           {[][]int{{0, 0}, {0, 0}}, []int{0, 1}},
		"two pairs":           {[][]int{{0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}, {0, 1, 0, 0}}, []int{0, 2, 1, 3}},
		"strongest first":     {[][]int{{0, 1, 2}, {1, 0, 3}, {2, 3, 0}}, []int{0, 2, 1}},
		"of equals the first": {[][]int{{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}, []int{1, 0, 2}},
	} {
		if got := seriate(c.weight); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
