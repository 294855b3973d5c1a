package gold

// labelStudio reads a task of Label Studio: the first annotation that was not cancelled, or the first prediction. The
// text is data.text, or the one text of data. The meta of a region is that of package emit.
func (r Reader) labelStudio(raw []byte, d *Document) error {
	var annotations, predictions []annotation
	var data studioData
	err := whole(raw, func(in *decoder) fields {
		made := orNull(in, func() error { return r.studioResults(in, &annotations) })
		return fields{
			"data":        to(&data, in.studioData),
			"annotations": made, "completions": made,
			"predictions": orNull(in, func() error { return r.studioResults(in, &predictions) }),
		}
	})
	if err != nil {
		return err
	}
	if data.text == nil {
		return noText("text")
	}
	if data.id != "" {
		d.ID = data.id
	}
	results := append(annotations, predictions...)
	if len(results) == 0 {
		if err := r.leave(0, "a task without annotation"); err != nil {
			return err
		}
		return errRefused
	}
	for range len(annotations) - 1 {
		if err := r.leave(0, "a further annotation of a task"); err != nil {
			return err
		}
	}
	a := results[0]
	a.text = data.text
	return r.finish(&a, d)
}

// studioData is the part of a task's data that matters.
type studioData struct {
	id   string
	text *string
}

func (d *decoder) studioData() (s studioData, err error) {
	var other []string
	err = d.object(func(key string) (err error) {
		switch {
		case key == "id":
			s.id, err = d.reference()
		case key == "text":
			s.text, err = d.written()
		case d.ahead(`"`):
			var value string
			value, err = d.text()
			other = append(other, value)
		default:
			err = d.skip()
		}
		return err
	})
	if s.text == nil && len(other) == 1 {
		s.text = &other[0]
	}
	return s, err
}

// studioResults reads a list of what annotators or models made of a task, and leaves out what was cancelled.
func (r Reader) studioResults(d *decoder, out *[]annotation) error {
	return d.array(func() error {
		var a annotation
		cancelled := false
		err := d.fields(fields{
			"result":        func() error { return d.array(func() error { return r.region(d, &a) }) },
			"was_cancelled": to(&cancelled, d.boolean),
		})
		if !cancelled {
			*out = append(*out, a)
		}
		return err
	})
}

// region reads a region or a relation of a result.
func (r Reader) region(d *decoder, a *annotation) error {
	m := mark{at: d.start()}
	var kind string
	var labels []string
	var x arc
	err := d.fields(fields{
		"id":      to(&m.key, d.reference),
		"type":    to(&kind, d.text),
		"value":   func() error { return d.regionValue(&m, &labels) },
		"score":   to(&m.Score, d.score),
		"meta":    orNull(d, func() error { return d.regionMeta(&m) }),
		"from_id": to(&x.from, d.text),
		"to_id":   to(&x.to, d.text),
		"labels":  list(d, &labels, d.text),
	})
	if err != nil {
		return err
	}
	for _, l := range labels[min(1, len(labels)):] {
		if err := r.leave(m.at, "the further label "+l+" of a region"); err != nil {
			return err
		}
	}
	switch {
	case kind == "labels" && len(labels) > 0:
		m.label = labels[0]
		a.marks = append(a.marks, m)
	case kind == "relation" && len(labels) > 0:
		x.kind = labels[0]
		a.arcs = append(a.arcs, x)
	default:
		return r.leave(m.at, "a region of type "+kind+" without a label of text")
	}
	return nil
}

func (d *decoder) regionValue(m *mark, labels *[]string) error {
	return d.fields(fields{
		"start":  to(&m.start, d.index),
		"end":    to(&m.end, d.index),
		"labels": list(d, labels, d.text),
		"text": func() error {
			if d.ahead("[") {
				return d.skip() // that of an answer in words
			}
			return to(&m.text, d.written)()
		},
	})
}

func (d *decoder) regionMeta(m *mark) error {
	return d.fields(fields{
		"entity": to(&m.Entity, d.reference),
		"source": to(&m.Source, d.optional),
		"status": to(&m.Status, d.status),
	})
}
