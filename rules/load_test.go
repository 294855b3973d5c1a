package rules

import "testing"

func TestLoadCore(t *testing.T) {
	set, err := Load(Config{Core: true})
	if err != nil {
		t.Fatal(err)
	}
	if set.Rule("list.courtesy") == nil {
		t.Errorf("rules = %v", set.Rules())
	}
}
