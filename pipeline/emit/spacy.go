package emit

import (
	"io"

	"roster/pipeline/doc"
)

// newSpacy writes JSON Lines of spaCy's Doc.to_json. ents are the spans; the key roster, which spaCy passes over, holds
// the document's id with its spans, entities and positions as document records have them. (Doc.from_json fails on
// custom attributes that are not registered before.)
func newSpacy(w io.Writer, opt Options) Writer {
	p := newPage(w, opt)
	j := &jsonl{opt: opt}
	p.append = func(b []byte) []byte {
		p.dropOverlaps()
		j.view = p.view
		return j.spacyLine(b)
	}
	return p
}

func (j *jsonl) spacyLine(b []byte) []byte {
	tokens, index := j.spacyTokens()
	b = appendString(append(b, `{"text":`...), j.Text)
	b = appendList(append(b, `,"ents":`...), j.spans, appendEnt)
	b = appendList(append(b, `,"sents":`...), j.Sentences, func(b []byte, s doc.Sentence) []byte {
		return append(appendOffsets(append(b, '{'), tokens[index[s.First]].start, tokens[index[s.End-1]].end), '}')
	})
	b = appendEach(append(b, `,"tokens":`...), tokens, appendSpacyToken)
	b = appendString(append(b, `,"roster":{"id":`...), j.ID)
	b = appendList(append(b, `,"spans":`...), j.spans, j.appendSpan)
	b = appendList(append(b, `,"entities":`...), j.entities, appendEntity)
	b = appendList(append(b, `,"positions":`...), j.positions, j.appendPosition)
	return append(b, "}}\n"...)
}

func appendSpacyToken(b []byte, i int, t spacyToken) []byte {
	b = appendInt(append(b, `{"id":`...), i)
	return append(appendOffsets(append(b, ','), t.start, t.end), '}')
}

func appendEnt(b []byte, s span) []byte {
	b = appendRange(append(b, '{'), s)
	b = appendString(append(b, `,"label":`...), string(s.Label))
	return append(b, '}')
}

func appendOffsets(b []byte, start, end int) []byte {
	b = appendInt(append(b, `"start":`...), start)
	return appendInt(append(b, `,"end":`...), end)
}
