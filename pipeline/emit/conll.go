package emit

import (
	"io"

	"roster/pipeline/doc"
)

// conllTags names the labels as CoNLL-2003 does; ROLE and NORP are ours.
var conllTags = map[doc.Label]string{
	doc.Person: "PER", doc.Place: "LOC", doc.Organization: "ORG", doc.Misc: "MISC", doc.Role: "ROLE", doc.Norp: "NORP",
}

// newCoNLL writes the four columns of CoNLL-2003, a token a line: the token, "-X-" and "_" where the part of speech and
// the chunk would be, and the tag in IOB2. A blank line ends a sentence, "-DOCSTART- -X- O O" starts a document.
func newCoNLL(w io.Writer, opt Options) Writer {
	p := newPage(w, opt)
	p.append = p.conll
	return p
}

func (v *view) conll(b []byte) []byte {
	v.dropOverlaps()
	b = append(b, "-DOCSTART- -X- O O\n\n"...)
	next := 0 // span
	for _, s := range v.Sentences {
		for i := s.First; i < s.End; i++ {
			for next < len(v.spans) && v.spans[next].EndToken <= i {
				next++
			}
			b = append(append(b, v.Word(i)...), " -X- _ "...)
			b = append(v.appendTag(b, next, i), '\n')
		}
		b = append(b, '\n')
	}
	return b
}

// appendTag appends the tag of token i; span next is the first that ends behind it.
func (v *view) appendTag(b []byte, next, i int) []byte {
	if next == len(v.spans) || v.spans[next].FirstToken > i {
		return append(b, 'O')
	}
	prefix := "I-"
	if v.spans[next].FirstToken == i {
		prefix = "B-"
	}
	return append(append(b, prefix...), conllTags[v.spans[next].Label]...)
}
