package cpu

import "testing"

func TestTimeGoesOn(t *testing.T) {
	before := Time()
	for n := 0; Time() == before; n++ {
		if n > 1e9 {
			t.Fatal("it stands still")
		}
	}
	if Time() < before {
		t.Error("it goes back")
	}
}
