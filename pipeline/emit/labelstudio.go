package emit

import (
	"io"

	"roster/pipeline/doc"
)

// newLabelStudio writes Label Studio's tasks as one JSON array. What was extracted is a prediction, what a person
// annotated an annotation. Regions come from a <Labels name="label" toName="text"> and a <Text name="text"
// value="$text">; the meta of a region is ours.
func newLabelStudio(w io.Writer, opt Options) Writer {
	p := newPage(w, opt)
	p.head, p.mark, p.tail = "[\n", ",\n", "\n]\n"
	p.append = p.task
	return p
}

func (p *page) task(b []byte) []byte {
	b = appendString(append(b, `{"data":{"id":`...), p.ID)
	b = appendString(append(b, `,"text":`...), p.Text)
	if p.annotated() {
		b = append(b, `},"annotations":[{"result":`...)
	} else {
		b = appendString(append(b, `},"predictions":[{"model_version":`...), "roster "+p.opt.Version)
		b = append(b, `,"result":`...)
	}
	statuses := p.statuses()
	b = appendEach(b, p.spans, func(b []byte, i int, s span) []byte { return p.appendRegion(b, i, s, statuses[i]) })
	b = b[:len(b)-1] // the list goes on
	for _, r := range p.links() {
		b = appendRegionRelation(append(b, ','), r)
	}
	return append(b, "]}]}"...)
}

func appendRegionRelation(b []byte, r relation) []byte {
	b = appendRegionID(append(b, `{"type":"relation","from_id":`...), r.from)
	b = appendRegionID(append(b, `,"to_id":`...), r.to)
	b = appendString(append(b, `,"direction":"right","labels":[`...), r.kind)
	return append(b, "]}"...)
}

// annotated reports whether a person made all spans.
func (v *view) annotated() bool {
	for _, s := range v.spans {
		if s.Source.Engine != Gold {
			return false
		}
	}
	return len(v.spans) > 0
}

func (p *page) appendRegion(b []byte, i int, s span, status doc.Status) []byte {
	b = appendRegionID(append(b, `{"id":`...), i)
	b = appendRange(append(b, `,"from_name":"label","to_name":"text","type":"labels","value":{`...), s)
	b = appendString(append(b, `,"text":`...), p.Slice(s.Span))
	b = appendString(append(b, `,"labels":[`...), string(s.Label))
	b = appendScore(append(b, `]},"score":`...), s.Score)
	b = appendString(append(b, `,"meta":{"source":`...), s.Source.String())
	b = appendIndex(append(b, `,"entity":`...), s.entity)
	if s.Label == doc.Role {
		b = appendKnown(append(b, `,"status":`...), string(status))
	}
	return append(b, "}}"...)
}

func appendRegionID(b []byte, span int) []byte {
	return append(appendInt(append(b, `"s`...), span), '"')
}
