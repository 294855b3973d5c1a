package count_test

import (
	"testing"

	"roster/internal/count"
)

func TestOf(t *testing.T) {
	for n, want := range map[int]string{0: "0 cafés", 1: "1 café", 2: "2 cafés", -1: "-1 cafés"} {
		if got := count.Of(n, "café"); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}
