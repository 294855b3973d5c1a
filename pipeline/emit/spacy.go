package emit

import "io"

// newSpacy writes JSON Lines of spaCy's Doc.to_json. ents are the spans; the key roster, which spaCy passes over, holds
// the document's id with its spans, entities and positions as document records have them. (Doc.from_json fails on custom
// attributes that are not registered before.)
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
	b = append(b, `,"sents":[`...)
	for i, s := range j.Sentences {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendOffsets(append(b, '{'), tokens[index[s.First]].start, tokens[index[s.End-1]].end)
		b = append(b, '}')
	}
	b = append(b, `],"tokens":[`...)
	for i, t := range tokens {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendInt(append(b, `{"id":`...), i)
		b = appendOffsets(append(b, ','), t.start, t.end)
		b = append(b, '}')
	}
	b = appendString(append(b, `],"roster":{"id":`...), j.ID)
	b = appendList(append(b, `,"spans":`...), j.spans, j.appendSpan)
	b = appendList(append(b, `,"entities":`...), j.entities, appendEntity)
	b = appendList(append(b, `,"positions":`...), j.positions, j.appendPosition)
	return append(b, "}}\n"...)
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
