package train

import (
	"unicode"
	"unicode/utf8"
)

// recaseEvery is the share of documents, one in so many, that are learned from a second time in headline or lower case.
const recaseEvery = 20

// recased returns copies of some documents whose paragraphs are in turn in capitals, in the title case of headlines and
// in lower case, so that names are known there too.
func recased(docs []layered) (out []layered) {
	for i, l := range docs {
		if i%recaseEvery == recaseEvery/2 {
			c := *l.doc
			c.Text = recase(c.Text)
			out = append(out, layered{&c, l.labels})
		}
	}
	return out
}

// recase changes the case of a text's lines, each in another way than the one before. Letters whose other case takes
// another number of bytes stay, so that spans keep their places.
func recase(text string) string {
	out := make([]byte, 0, len(text))
	way, start := 0, true
	for _, r := range text {
		if r == '\n' {
			way = (way + 1) % 3
		}
		c := r
		switch {
		case way == 0 || way == 1 && start:
			c = unicode.ToUpper(r)
		case way == 2:
			c = unicode.ToLower(r)
		}
		if utf8.RuneLen(c) != utf8.RuneLen(r) {
			c = r
		}
		start = unicode.IsSpace(r)
		out = utf8.AppendRune(out, c)
	}
	return string(out)
}
