package emit

import (
	"io"

	"roster/pipeline/doc"
)

// newProdigy writes Prodigy's tasks as JSON Lines: text, tokens as spaCy cuts them, spans with their tokens, and the
// relations of a role to its holders and its body. The keys entity, score, source and status of a span are ours.
func newProdigy(w io.Writer, opt Options) Writer {
	p := newPage(w, opt)
	p.append = p.prodigyLine
	return p
}

func (v *view) prodigyLine(b []byte) []byte {
	tokens, index := v.spacyTokens()
	statuses := v.statuses()
	b = appendString(append(b, `{"text":`...), v.Text)
	b = appendEach(append(b, `,"tokens":`...), tokens, v.appendProdigyToken)
	b = appendEach(append(b, `,"spans":`...), v.spans, func(b []byte, i int, s span) []byte {
		b = appendProdigyRange(append(b, '{'), s, index)
		b = appendScore(append(b, `,"score":`...), s.Score)
		b = appendString(append(b, `,"source":`...), s.Source.String())
		b = appendIndex(append(b, `,"entity":`...), s.entity)
		if s.Label == doc.Role {
			b = appendKnown(append(b, `,"status":`...), string(statuses[i]))
		}
		return append(b, '}')
	})
	b = appendList(append(b, `,"relations":`...), v.links(), func(b []byte, r relation) []byte {
		return v.appendProdigyRelation(b, r, index)
	})
	b = appendString(append(b, `,"meta":{"id":`...), v.ID)
	return append(b, "}}\n"...)
}

func (v *view) appendProdigyToken(b []byte, i int, t spacyToken) []byte {
	b = appendString(append(b, `{"text":`...), v.Text[t.from:t.to])
	b = appendOffsets(append(b, ','), t.start, t.end)
	b = appendInt(append(b, `,"id":`...), i)
	if t.blank {
		return append(b, `,"ws":true}`...)
	}
	return append(b, `,"ws":false}`...)
}

// appendProdigyRange appends the place of a span; token_end is its last token.
func appendProdigyRange(b []byte, s span, index []int) []byte {
	b = appendRange(b, s)
	b = appendInt(append(b, `,"token_start":`...), index[s.FirstToken])
	b = appendInt(append(b, `,"token_end":`...), index[s.EndToken-1])
	return appendString(append(b, `,"label":`...), string(s.Label))
}

// appendProdigyRelation appends a relation from a role, its head, to its child. Both are named by their last token.
func (v *view) appendProdigyRelation(b []byte, r relation, index []int) []byte {
	head, child := v.spans[r.from], v.spans[r.to]
	b = appendInt(append(b, `{"head":`...), index[head.EndToken-1])
	b = appendInt(append(b, `,"child":`...), index[child.EndToken-1])
	b = appendProdigyRange(append(b, `,"head_span":{`...), head, index)
	b = appendProdigyRange(append(b, `},"child_span":{`...), child, index)
	b = appendString(append(b, `},"label":`...), r.kind)
	return append(b, '}')
}
