package match

import (
	"math"

	"roster/rules"
)

// near reports whether a word is within some edits of a pattern: insertions, deletions and substitutions of code points
// (Levenshtein's distance). rules.DefaultEdits allows max(2, 0.3 × the pattern's length), halves to even, as spaCy
// does.
func near(word, pattern string, edits int) bool {
	if word == pattern {
		return true
	}
	a, b := []rune(word), []rune(pattern)
	if edits == rules.DefaultEdits {
		edits = max(2, int(math.RoundToEven(0.3*float64(len(b)))))
	}
	if len(a)-len(b) > edits || len(b)-len(a) > edits {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diagonal, least := row[0], i+1
		row[0] = i + 1
		for j, q := range b {
			cost := 1
			if r == q {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
			least = min(least, row[j+1])
		}
		if least > edits {
			return false
		}
	}
	return row[len(b)] <= edits
}
