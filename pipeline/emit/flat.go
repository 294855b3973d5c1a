package emit

import "roster/pipeline/doc"

// The flat records: a line for each span, entity or position, with the document's id first.

func (j *jsonl) spanLines(b []byte) []byte {
	for _, s := range j.spans {
		name := ""
		if s.entity != doc.None {
			name = j.entities[s.entity].Name
		}
		b = j.appendDocumentID(b)
		b = j.appendSpanKeys(append(b, ','), s)
		b = appendKnown(append(b, `,"name":`...), name)
		b = append(b, "}\n"...)
	}
	return b
}

func (j *jsonl) entityLines(b []byte) []byte {
	for _, e := range j.entities {
		b = j.appendDocumentID(b)
		b = appendInt(append(b, `,"entity":`...), e.id)
		b = appendNames(append(b, ','), e)
		b = appendInt(append(b, `,"mentions":`...), len(e.spans))
		b = appendKnown(append(b, `,"country":`...), e.Country)
		b = append(b, "}\n"...)
	}
	return b
}

func (j *jsonl) positionLines(b []byte) []byte {
	for _, p := range j.positions {
		var holder string
		if len(p.Holders) > 0 {
			holder = j.Entities[p.Holders[0]].Name
		}
		var of doc.Body
		if p.Of != nil {
			of = *p.Of
		}
		b = j.appendDocumentID(b)
		b = appendRange(append(b, ','), j.spans[p.span])
		b = appendString(append(b, `,"role":`...), p.Role)
		b = appendKnown(append(b, `,"holder":`...), holder)
		b = appendKnown(append(b, `,"of":`...), of.Name)
		b = appendKnown(append(b, `,"of_text":`...), of.Text)
		b = appendKnown(append(b, `,"country":`...), of.Country)
		b = appendString(append(b, `,"status":`...), string(p.Status))
		b = appendKnown(append(b, `,"sentence":`...), j.sentence(j.spans[p.span].Mention))
		b = append(b, "}\n"...)
	}
	return b
}

func (j *jsonl) appendDocumentID(b []byte) []byte { return appendString(append(b, `{"id":`...), j.ID) }
