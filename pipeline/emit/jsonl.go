package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"roster/pipeline/doc"
)

// jsonl writes JSON Lines: a JSON object a line, keys in a fixed order, null for what is unknown.
type jsonl struct {
	view
	w     io.Writer
	opt   Options
	lines func([]byte) []byte // appends the lines of the view's document
	buf   []byte
}

func newJSONL(w io.Writer, opt Options) Writer {
	j := &jsonl{w: w, opt: opt, view: newView(opt.Labels, opt.Offsets)}
	j.lines = map[Record]func([]byte) []byte{
		Document: j.documentLine,
		Span:     j.spanLines,
		Entity:   j.entityLines,
		Position: j.positionLines,
	}[opt.Record]
	return j
}

func (j *jsonl) Write(d *doc.Document) error {
	j.set(d)
	j.buf = j.lines(j.buf[:0])
	if len(j.buf) == 0 {
		return nil
	}
	_, err := j.w.Write(j.buf)
	return err
}

func (j *jsonl) Close() error { return nil }

func (j *jsonl) documentLine(b []byte) []byte {
	b = appendString(append(b, `{"id":`...), j.ID)
	if j.opt.Text {
		b = appendString(append(b, `,"text":`...), j.Text)
	}
	b = appendList(append(b, `,"spans":`...), j.spans, j.appendSpan)
	b = appendList(append(b, `,"entities":`...), j.entities, appendEntity)
	b = appendList(append(b, `,"positions":`...), j.positions, j.appendPosition)
	b = j.appendMeta(append(b, `,"meta":`...))
	return append(b, "}\n"...)
}

func (j *jsonl) appendSpan(b []byte, s span) []byte {
	return append(j.appendSpanKeys(append(b, '{'), s), '}')
}

func (j *jsonl) appendSpanKeys(b []byte, s span) []byte {
	b = appendRange(b, s)
	b = appendString(append(b, `,"text":`...), j.Slice(s.Span))
	b = appendString(append(b, `,"label":`...), string(s.Label))
	b = appendScore(append(b, `,"score":`...), s.Score)
	b = appendString(append(b, `,"source":`...), s.Source.String())
	return appendIndex(append(b, `,"entity":`...), s.entity)
}

func appendRange(b []byte, s span) []byte {
	b = appendInt(append(b, `"start":`...), s.start)
	return appendInt(append(b, `,"end":`...), s.end)
}

func appendEntity(b []byte, e entity) []byte {
	b = appendInt(append(b, `{"id":`...), e.id)
	b = appendNames(append(b, ','), e)
	b = appendList(append(b, `,"spans":`...), e.spans, appendInt)
	b = appendKnown(append(b, `,"country":`...), e.Country)
	return append(b, '}')
}

func appendNames(b []byte, e entity) []byte {
	b = appendString(append(b, `"label":`...), string(e.Label))
	b = appendString(append(b, `,"name":`...), e.Name)
	return appendList(append(b, `,"aliases":`...), e.Aliases, appendString)
}

func (j *jsonl) appendPosition(b []byte, p position) []byte {
	b = appendInt(append(b, `{"span":`...), p.span)
	b = appendString(append(b, `,"role":`...), p.Role)
	b = j.appendHolder(append(b, `,"holder":`...), p)
	b = appendList(append(b, `,"holders":`...), p.holders, appendInt)
	b = j.appendBody(append(b, `,"of":`...), p.Of)
	b = appendString(append(b, `,"status":`...), string(p.Status))
	return append(b, '}')
}

// appendHolder appends the first holder, null where there is none.
func (j *jsonl) appendHolder(b []byte, p position) []byte {
	if len(p.Holders) == 0 {
		return append(b, "null"...)
	}
	first := p.Holders[0]
	b = appendIndex(append(b, `{"entity":`...), j.entityID(first))
	b = appendString(append(b, `,"name":`...), j.Entities[first].Name)
	return append(b, '}')
}

func (j *jsonl) appendBody(b []byte, of *doc.Body) []byte {
	if of == nil {
		return append(b, "null"...)
	}
	b = appendIndex(append(b, `{"entity":`...), j.entityID(of.Entity))
	b = appendString(append(b, `,"name":`...), of.Name)
	b = appendString(append(b, `,"text":`...), of.Text)
	b = appendKnown(append(b, `,"country":`...), of.Country)
	return append(b, '}')
}

func (j *jsonl) appendMeta(b []byte) []byte {
	sum := sha256.Sum256([]byte(j.Text))
	b = appendString(append(b, `{"roster":`...), j.opt.Version)
	b = appendString(append(b, `,"config":`...), j.opt.Config)
	b = hex.AppendEncode(append(b, `,"sha256":"`...), sum[:])
	b = appendList(append(b, `","warnings":`...), j.Warnings, appendString)
	if j.Fields != "" {
		b = append(append(b, `,"source":`...), j.Fields...)
	}
	return append(b, '}')
}
