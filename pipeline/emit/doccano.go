package emit

import "io"

// doccano writes doccano's JSON Lines for sequence labeling with relations: entities are the spans, relations lead from
// a role to its holders and its body, and from a mention to the one before it of the same thing. Ids count up over the
// file.
type doccano struct {
	*page
	entity, relation int // ids given so far
}

func newDoccano(w io.Writer, opt Options) Writer {
	d := &doccano{page: newPage(w, opt)}
	d.append = d.line
	return d
}

func (d *doccano) line(b []byte) []byte {
	b = appendString(append(b, `{"document":`...), d.ID)
	b = appendString(append(b, `,"text":`...), d.Text)
	relations := append(d.links(), d.chains()...)
	b = appendEach(append(b, `,"entities":`...), d.spans, d.appendEntity)
	b = appendEach(append(b, `,"relations":`...), relations, d.appendRelation)
	d.entity += len(d.spans)
	d.relation += len(relations)
	return append(b, "}\n"...)
}

func (d *doccano) appendEntity(b []byte, i int, s span) []byte {
	b = appendInt(append(b, `{"id":`...), d.entity+i)
	b = appendInt(append(b, `,"start_offset":`...), s.start)
	b = appendInt(append(b, `,"end_offset":`...), s.end)
	b = appendString(append(b, `,"label":`...), string(s.Label))
	return append(b, '}')
}

func (d *doccano) appendRelation(b []byte, i int, r relation) []byte {
	b = appendInt(append(b, `{"id":`...), d.relation+i)
	b = appendInt(append(b, `,"from_id":`...), d.entity+r.from)
	b = appendInt(append(b, `,"to_id":`...), d.entity+r.to)
	b = appendString(append(b, `,"type":`...), r.kind)
	return append(b, '}')
}
