package feature

import "testing"

// TestRoles: what is said of the token "president", which the list of titles holds.
func TestRoles(t *testing.T) {
	b := NewBuilder(nil)
	b.AddPhrase([]string{"president"}, Title)
	b.AddPhrase([]string{"President"}, SeenRole)
	b.AddName("Zoë")
	lex := b.Build()
	for _, test := range []struct {
		text      string
		token     int
		lead      grammar
		capital   bool
		before    string
		follow    grammar
		verb      grammar
		elsewhere uint8 // how often elsewhere × 4 + how often beside a name there
		names     uint8
	}{
		{"The position of the president was abolished .", 4, gThe, false, "of", gBe, gBe, 0, 0},
		{"A Côte d’Ivoire president should speak .", 3, gA, true, "", gModal, gModal, 0, 0},
		{"He met President Zoë Łukaszewicz in Oslo .", 2, gStart, true, "", gName, gOther, 0, 2},
		{"Zoë Obi , the president of Perú , left .", 4, gThe, false, ",", gNameAfterOf, gOther, 0, 1},
		{"The president of clubs , of course , said no .", 1, gThe, false, "", gLowerAfterOf, gOther, 0, 0},
		{"The president , Ana Ruiz , said so . The president left .", 10, gThe, false, ".", gOther, gOther, 1<<2 | 1, 0},
		{"President Müller met the president of Ghana .", 4, gThe, false, "met", gNameAfterOf, gOther, 1<<2 | 1, 0},
		{"The president who won told Zoë .", 1, gThe, false, "", gWho, gWho, 0, 2},
	} {
		d := load(lex, test.text)
		s := &d.sentences[d.of[test.token]]
		if !d.mayBeRole(test.token) {
			t.Errorf("%q: token %d is in no list of roles", test.text, test.token)
			continue
		}
		lead, before := d.lead(test.token, s)
		want := uint64(test.lead) << 1
		if test.capital {
			want |= 1
		}
		if lead != want || before.Text != test.before {
			t.Errorf("%q: lead %d after %q, want %d after %q", test.text, lead, before.Text, want, test.before)
		}
		if got := d.follow(test.token, s); got != test.follow {
			t.Errorf("%q: followed by class %d, want %d", test.text, got, test.follow)
		}
		if got := d.verb(test.token, s); got != test.verb {
			t.Errorf("%q: verb of class %d, want %d", test.text, got, test.verb)
		}
		if got := d.elsewhere(test.token); got != test.elsewhere {
			t.Errorf("%q: elsewhere %d, want %d", test.text, got, test.elsewhere)
		}
		if got := d.names(test.token, s); got != test.names {
			t.Errorf("%q: names %d, want %d", test.text, got, test.names)
		}
	}
}

// TestNearRoles: words shortly before and after one that may name a role have features of their own, others none.
func TestNearRoles(t *testing.T) {
	b := NewBuilder(nil)
	b.AddPhrase([]string{"minister"}, SeenRole)
	d := load(b.Build(), "Zoë , the old vice minister of public health for Perú , met him .")
	for i, want := range map[int][2]int{
		0: {0, 0}, 2: {0, 0}, 3: {2, 0}, 4: {1, 0}, 6: {0, 1}, 7: {0, 2}, 8: {0, 3}, 9: {0, 0}, 13: {0, 0},
	} {
		s := &d.sentences[d.of[i]]
		if got := [2]int{d.roleAhead(i, s), d.roleBehind(i, s)}; got != want {
			t.Errorf("token %d, %q: %d before and %d after a role, want %v", i, d.Words[i].Text, got[0], got[1], want)
		}
		if got := len(d.appendRoles(nil, i, s)) > 0; got != (want != [2]int{}) {
			t.Errorf("token %d, %q: features %t", i, d.Words[i].Text, got)
		}
	}
}
