package gold

import "strconv"

// prodigy reads Prodigy's tasks and annotations: spans, and relations between spans. A task that was rejected or
// ignored is left out. The keys entity, score, source and status of a span are those that package emit writes.
func (r Reader) prodigy(raw []byte, d *Document) error {
	var a annotation
	var tokens []place
	var relations []tokenArc
	var answer string
	err := whole(raw, func(in *decoder) fields {
		return fields{
			"text":      to(&a.text, in.written),
			"tokens":    list(in, &tokens, in.place),
			"spans":     list(in, &a.marks, in.prodigySpan),
			"relations": list(in, &relations, in.prodigyRelation),
			"answer":    to(&answer, in.optional),
			"meta":      orNull(in, func() error { return in.fields(fields{"id": in.id(&d.ID)}) }),
		}
	})
	switch {
	case err != nil:
		return err
	case answer == "reject" || answer == "ignore":
		if err := r.leave(0, "a task whose answer is "+answer); err != nil {
			return err
		}
		return errRefused
	}
	for _, t := range relations {
		a.arcs = append(a.arcs, t.arc(a.marks, tokens))
	}
	return r.finish(&a, d)
}

// A place is a stretch of text in code points.
type place struct{ start, end int }

// place reads {"start", "end", …}, an empty place for null.
func (d *decoder) place() (p place, err error) {
	err = orNull(d, func() error {
		return d.fields(fields{"start": to(&p.start, d.index), "end": to(&p.end, d.index)})
	})()
	return p, err
}

func (d *decoder) prodigySpan() (mark, error) {
	m := mark{at: d.start()}
	err := d.fields(fields{
		"start":  to(&m.start, d.index),
		"end":    to(&m.end, d.index),
		"label":  to(&m.label, d.text),
		"text":   to(&m.text, d.written),
		"entity": to(&m.Entity, d.reference),
		"score":  to(&m.Score, d.score),
		"source": to(&m.Source, d.optional),
		"status": to(&m.Status, d.status),
	})
	m.key = place{m.start, m.end}.key()
	return m, err
}

// key is the key of the mark at a place, "" for an empty one.
func (p place) key() string {
	if p.start >= p.end {
		return ""
	}
	return strconv.Itoa(p.start) + "-" + strconv.Itoa(p.end)
}

// A tokenArc is a relation between the spans that end with two tokens, or are named outright.
type tokenArc struct {
	label       string
	head, child int // tokens
	from, to    place
}

func (d *decoder) prodigyRelation() (t tokenArc, err error) {
	err = d.fields(fields{
		"head":       to(&t.head, d.index),
		"child":      to(&t.child, d.index),
		"label":      to(&t.label, d.text),
		"head_span":  to(&t.from, d.place),
		"child_span": to(&t.to, d.place),
	})
	return t, err
}

// arc returns the relation between marks.
func (t tokenArc) arc(marks []mark, tokens []place) arc {
	from, to := t.from.key(), t.to.key()
	if from == "" {
		from = markAt(marks, tokens, t.head)
	}
	if to == "" {
		to = markAt(marks, tokens, t.child)
	}
	return arc{t.label, from, to}
}

// markAt returns the key of the first mark that has a token, "" where none does.
func markAt(marks []mark, tokens []place, token int) string {
	if token >= len(tokens) {
		return ""
	}
	for _, m := range marks {
		if m.start <= tokens[token].start && tokens[token].end <= m.end {
			return m.key
		}
	}
	return ""
}
