package tagset

import (
	"slices"
	"testing"

	"roster/pipeline/doc"
)

func TestSpansReadsWhatWriteWrote(t *testing.T) {
	for label := 1; label < LabelCount; label++ {
		for n := 1; n <= 4; n++ {
			tags := make([]Tag, n+3)
			Write(tags[1:1+n], label)
			Write(tags[1+n:2+n], label) // a neighbour of the same label
			want := []Span{{1, 1 + n, label}, {1 + n, 2 + n, label}}
			if got := Spans(nil, tags); !slices.Equal(got, want) {
				t.Errorf("label %s, %d tokens: spans %v, want %v", Labels[label], n, got, want)
			}
			for i := 1; i < len(tags); i++ {
				if !tags[i].Follows(tags[i-1]) {
					t.Errorf("label %s, %d tokens: tag %d may not follow %d", Labels[label], n, tags[i], tags[i-1])
				}
			}
		}
	}
}

func TestLawsOfSequence(t *testing.T) {
	person, norp := Shapes[IndexOf(doc.Person)], Shapes[IndexOf(doc.Norp)]
	tests := []struct {
		name          string
		before, after Tag
		want          bool
	}{
		{"O O", O, O, true},
		{"O I", O, person.Inside, false},
		{"B E", person.Begin, person.End, true},
		{"B O", person.Begin, O, false},
		{"I I", person.Inside, person.Inside, true},
		{"E B", person.End, person.Begin, true},
		{"S I", person.Single, person.Inside, false},
		{"B of one label, I of another", person.Begin, norp.Inside, false},
		{"auxiliary I O", norp.Inside, O, true},
		{"auxiliary B O", norp.Begin, O, false},
	}
	for _, test := range tests {
		if got := test.after.Follows(test.before); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestIndexOf(t *testing.T) {
	for i, l := range Labels[1:] {
		if IndexOf(l) != i+1 {
			t.Errorf("IndexOf(%s) = %d, want %d", l, IndexOf(l), i+1)
		}
	}
	if IndexOf("EREIGNIS‹ß›") != 0 {
		t.Error("an unknown label has an index")
	}
}
