package gold

// labelStudio reads a task of Label Studio: the first annotation that was not cancelled, or the first prediction. The
// text is data.text, or the one text of data. The meta of a region is that of package emit.
func (r Reader) labelStudio(raw []byte, d *Document) error {
	var annotations, predictions []studioResult
	var data studioData
	err := whole(raw, func(in *decoder, key string) (err error) {
		switch key {
		case "data":
			data, err = in.studioData()
		case "annotations", "completions":
			annotations, err = r.studioResults(in)
		case "predictions":
			predictions, err = r.studioResults(in)
		default:
			err = in.skip()
		}
		return err
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
	a := results[0].annotation
	a.text = *data.text
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
			s.id, err = d.key()
		case key == "text":
			s.text, err = pointer(d.text())
		case d.start() < len(d.line) && d.line[d.start()] == '"':
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

// A studioResult is one annotator's or model's work on a task.
type studioResult struct{ annotation }

// studioResults reads a list of results and leaves those out that were cancelled.
func (r Reader) studioResults(d *decoder) (out []studioResult, err error) {
	if d.null() {
		return nil, d.skip()
	}
	err = d.array(func() error {
		var s studioResult
		cancelled := false
		err := d.object(func(key string) (err error) {
			switch key {
			case "result":
				err = d.array(func() error { return r.region(d, &s.annotation) })
			case "was_cancelled":
				cancelled, err = d.boolean()
			default:
				err = d.skip()
			}
			return err
		})
		if !cancelled {
			out = append(out, s)
		}
		return err
	})
	return out, err
}

// region reads a region or a relation of a result.
func (r Reader) region(d *decoder, a *annotation) error {
	m := mark{at: d.start()}
	var kind string
	var labels []string
	var x arc
	err := d.object(func(key string) (err error) {
		switch key {
		case "id":
			m.key, err = d.key()
		case "type":
			kind, err = d.text()
		case "value":
			err = d.regionValue(&m, &labels)
		case "score":
			m.Score, err = d.score()
		case "meta":
			err = d.regionMeta(&m)
		case "from_id":
			x.from, err = d.text()
		case "to_id":
			x.to, err = d.text()
		case "labels":
			labels, err = d.texts()
		default:
			err = d.skip()
		}
		return err
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
	return d.object(func(key string) (err error) {
		switch key {
		case "start":
			m.start, err = d.index()
		case "end":
			m.end, err = d.index()
		case "text":
			if d.line[d.start()] == '[' {
				return d.skip() // that of an answer in words
			}
			m.text, err = pointer(d.text())
		case "labels":
			*labels, err = d.texts()
		default:
			err = d.skip()
		}
		return err
	})
}

func (d *decoder) regionMeta(m *mark) error {
	if d.null() {
		return d.skip()
	}
	return d.object(func(key string) (err error) {
		switch key {
		case "entity":
			m.Entity, err = d.key()
		case "source":
			m.Source, err = d.optional()
		case "status":
			err = d.status(m)
		default:
			err = d.skip()
		}
		return err
	})
}

// texts reads a list of strings.
func (d *decoder) texts() (out []string, err error) {
	err = d.array(func() error {
		s, err := d.text()
		out = append(out, s)
		return err
	})
	return out, err
}
