package rules

import (
	"errors"
	"fmt"
	"strings"

	"roster/pipeline/doc"
)

// parseExample reads the marks of an example: […] a mention, {LABEL:…} a candidate of the tagger.
func parseExample(s string) (Example, error) {
	var (
		e     Example
		text  strings.Builder
		want  = -1 // start of the open […], -1 where none is open
		given = -1 // index of the open {LABEL:…} in e.Given
	)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte(`[]{}\`, s[i+1]) >= 0:
			i++
			text.WriteByte(s[i])
		case c == '[' && want < 0:
			want = text.Len()
		case c == '[':
			return e, errors.New("a [ inside […], expected ]; \\[ is a bracket")
		case c == ']' && want < 0:
			return e, errors.New("a ] without its [; \\] is a bracket")
		case c == ']':
			if want == text.Len() {
				return e, errors.New("nothing stands in []")
			}
			e.Want = append(e.Want, doc.Span{Start: want, End: text.Len()})
			want = -1
		case c == '{' && given < 0:
			name, _, ok := strings.Cut(s[i+1:], ":")
			label, err := doc.ParseLabel(name)
			if !ok || err != nil {
				return e, errors.New("a { that begins no {LABEL:…}; \\{ is a brace")
			}
			given = len(e.Given)
			e.Given = append(e.Given, Given{doc.Span{Start: text.Len()}, label})
			i += len(name) + 1
		case c == '}' && given >= 0:
			e.Given[given].End = text.Len()
			given = -1
		case c == '{' || c == '}':
			return e, fmt.Errorf("an unexpected %c; \\%c is a brace", c, c)
		default:
			text.WriteByte(c)
		}
	}
	if want >= 0 || given >= 0 {
		return e, errors.New("a [ or { that does not end")
	}
	e.Text = text.String()
	return e, nil
}
