package resolve

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

// FuzzResolve compares Resolve with the definition, over candidates and actions that four bytes each choose.
func FuzzResolve(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 1, 1, 1, 1, 0, 64, 2, 9})
	f.Add([]byte("Łódź Ana Óz Gdańsk Wałbrzych"))
	f.Fuzz(func(t *testing.T, data []byte) { checkNaive(t, data) })
}

// TestNaive does what FuzzResolve does with random bytes.
func TestNaive(t *testing.T) {
	random := rand.NewChaCha8([32]byte{2})
	for i := range 5000 {
		data := make([]byte, i%80)
		_, _ = random.Read(data)
		checkNaive(t, data)
	}
}

func checkNaive(t *testing.T, data []byte) {
	d := fuzzDocument(data)
	stand, losers := Resolve(d)
	wantStand, wantLosers := naive(d)
	if !slices.Equal(stand, wantStand) {
		t.Errorf("%v: stand\n%v, want\n%v", data, stand, wantStand)
	}
	if len(losers) != len(wantLosers) {
		t.Errorf("%v: %d lose, want %d", data, len(losers), len(wantLosers))
	}
	for _, l := range wantLosers {
		if !slices.Contains(losers, l) {
			t.Errorf("%v: %v is no loser of %v", data, l, losers)
		}
	}
	slices.Reverse(d.Matched)
	slices.Reverse(d.Tagged)
	again, losersAgain := Resolve(d)
	if !slices.Equal(again, stand) || !slices.Equal(losersAgain, losers) {
		t.Errorf("%v: the order of the candidates makes a difference: %v, %v", data, stand, again)
	}
}

// fuzzDocument returns a document with a candidate or action for each four bytes.
func fuzzDocument(data []byte) *doc.Document {
	d := document()
	for ; len(data) >= 4; data = data[4:] {
		first := int(data[0]) % len(words)
		end := first + 1 + int(data[0]/16)%(len(words)-first)
		m := at(first, end)
		m.Label = doc.Labels[data[1]%3]
		m.Priority = int(data[1] / 4 % 3)
		m.Source.Core = data[1]&64 != 0
		m.Source.Rule = string("abc"[data[2]%3])
		m.Source.Line = 1 + int(data[2]/4%2)
		m.Score = float64(1+data[2]/16%2) / 2
		switch {
		case data[3]%2 == 0:
			m.Source = doc.Source{Engine: "linear"}
			d.Tagged = append(d.Tagged, m)
			continue
		case data[3]%3 == 0:
			m.Action, m.Score = doc.Action(1+data[3]/8%3), 1
			if m.Action != doc.Relabel && data[3] >= 128 {
				m.Label = ""
			}
		}
		d.Matched = append(d.Matched, m)
	}
	return d
}

// naive resolves by definition: again and again the first of what is left is taken.
func naive(d *doc.Document) (stand []doc.Mention, losers []doc.Loser) {
	var left []candidate
	for _, m := range slices.Concat(d.Tagged, d.Matched) {
		if m.Action != doc.Add {
			continue
		}
		c, by, dropped := naiveActions(m, d.Matched)
		if dropped {
			losers = append(losers, doc.Loser{Mention: m, By: by, Reason: Dropped})
		} else {
			left = append(left, c)
		}
	}
	for len(left) > 0 {
		best := slices.MinFunc(left, func(a, b candidate) int { return slices.Compare(key(a), key(b)) })
		taken := false
		left = slices.DeleteFunc(left, func(c candidate) bool {
			switch {
			case !c.Overlaps(best.Span):
				return false
			case c == best && !taken:
				taken = true
			default:
				losers = append(losers, doc.Loser{Mention: c.Mention, By: best.Mention, Reason: naiveReason(best, c)})
			}
			return true
		})
		stand = append(stand, best.Mention)
	}
	slices.SortFunc(stand, func(a, b doc.Mention) int { return a.Start - b.Start })
	return stand, losers
}

// key writes a candidate such that the first in the order is the smallest.
func key(c candidate) []string {
	number := func(n int) string { return string(rune(0x1000 + n)) }
	flag := func(b bool) string { return map[bool]string{true: "a", false: "b"}[b] }
	origin := map[bool]string{true: "core", false: "a user's"}[c.Source.Core]
	if c.Source.Engine != "" {
		origin = "engine"
	}
	return []string{
		flag(c.protected), number(-c.Priority), number(-(c.EndToken - c.FirstToken)), number(-c.Len()), origin, number(c.Start),
		number(int(-100 * c.Score)), c.Source.Rule, string(c.Mention.Label), c.Source.File, number(c.Source.Line), c.Source.Engine,
	}
}

func naiveReason(winner, loser candidate) doc.Reason {
	reasons := []doc.Reason{Protected, Priority, Length, Length, Source, Start, Score, Rule, Label, File, File, Engine}
	for i, r := range reasons {
		if key(winner)[i] != key(loser)[i] {
			return r
		}
	}
	return Duplicate
}

// naiveActions applies the actions on a candidate, the first that is left each time.
func naiveActions(m doc.Mention, matched []doc.Mention) (c candidate, by doc.Mention, dropped bool) {
	c.Mention = m
	var actions []doc.Mention
	for _, a := range matched {
		if a.Action != doc.Add && a.Span == m.Span && a.Priority >= m.Priority {
			actions = append(actions, a)
		}
	}
	order := func(a doc.Mention) string {
		kind := map[doc.Action]string{doc.Protect: "1", doc.Relabel: "2", doc.Drop: "3"}[a.Action]
		return strings.Join(slices.Concat([]string{key(candidate{Mention: a})[1], map[bool]string{false: "a", true: "b"}[a.Source.Core],
			kind, a.Source.Rule, a.Source.File, string(rune('0' + a.Source.Line)), string(a.Label)}), "\x00")
	}
	slices.SortFunc(actions, func(a, b doc.Mention) int { return strings.Compare(order(a), order(b)) })
	relabelled := false
	for _, a := range actions {
		mine := a.Label == "" || a.Label == c.Mention.Label
		switch a.Action {
		case doc.Protect:
			c.protected = c.protected || mine
		case doc.Relabel:
			if !relabelled {
				c.Mention.Label, c.Source, relabelled = a.Label, a.Source, true
			}
		case doc.Drop:
			if mine && !c.protected {
				return c, a, true
			}
		}
	}
	return c, by, false
}
