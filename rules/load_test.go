package rules

import "testing"

func TestLoadCore(t *testing.T) {
	set, err := Load(Config{Core: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Rules()) == 0 {
		t.Errorf("rules = %v", set.Rules())
	}
}
