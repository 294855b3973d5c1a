package rules

import (
	"fmt"
	"strconv"
	"strings"
)

// signs are the operators as rule files write them.
var signs = map[Operator]string{
	In: "IN", NotIn: "NOT_IN", Superset: "IS_SUPERSET", Match: "REGEX", NotMatch: "REGEX",
	Fuzzy: "FUZZY", NotFuzzy: "FUZZY",
	Equal: "==", NotEqual: "!=", Less: "<", AtMost: "<=", Greater: ">", AtLeast: ">=",
}

// shownWords is how many words of a test String shows.
const shownWords = 5

// String returns the test as rule files have it, long lists of words cut short: IS_TITLE, LOWER: {IN: [a, b]}.
func (t *Test) String() string {
	name := t.Attr.String()
	words := t.Words
	if t.Attr == Length && len(t.Numbers) > 0 {
		words = nil
		for _, n := range t.Numbers {
			words = append(words, strconv.Itoa(n))
		}
	}
	sign := signs[t.Op]
	if t.Edits > 0 {
		sign += strconv.Itoa(t.Edits)
	}
	switch {
	case t.Op == Is && t.Bool:
		return name
	case t.Op == Is:
		return name + ": false"
	case t.Op == In && len(words) == 1:
		return name + ": " + words[0]
	case t.Op == NotMatch || t.Op == NotFuzzy:
		return fmt.Sprintf("%s: {%s: {NOT_IN: %s}}", name, sign, bracketed(words))
	case (t.Op == Match || t.Op == Fuzzy || t.Op >= Equal) && len(words) == 1:
		return fmt.Sprintf("%s: {%s: %s}", name, sign, words[0])
	case t.Op == Match || t.Op == Fuzzy:
		return fmt.Sprintf("%s: {%s: {IN: %s}}", name, sign, bracketed(words))
	}
	return fmt.Sprintf("%s: {%s: %s}", name, sign, bracketed(words))
}

func bracketed(words []string) string {
	if len(words) > shownWords {
		words = append(words[:shownWords:shownWords], "…")
	}
	return "[" + strings.Join(words, ", ") + "]"
}
