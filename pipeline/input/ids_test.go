package input

import (
	"fmt"
	"testing"
)

func TestIDs(t *testing.T) {
	var seen ids
	for round := range 2 {
		for i := range 200_000 {
			if id := fmt.Sprintf("é/%d", i); seen.repeats(id) != (round == 1) {
				t.Fatalf("round %d: %s", round, id)
			}
		}
	}
}

func BenchmarkIDs(b *testing.B) {
	var seen ids
	for i := 0; b.Loop(); i++ {
		if seen.repeats(fmt.Sprintf("é/%d", i)) {
			b.Fatal(i)
		}
	}
}
