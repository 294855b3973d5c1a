package gold

// doccano reads doccano's lines: "label" or "labels" as [start, end, label] or as objects, "entities" with ids and
// "relations" between them. The id is that under "document", which package emit writes, else "id".
func (r Reader) doccano(raw []byte, d *Document) error {
	var a annotation
	var document string
	err := whole(raw, func(in *decoder) fields {
		text, spans := to(&a.text, in.written), list(in, &a.marks, in.doccanoSpan)
		return fields{
			"text": text, "data": text,
			"id": in.id(&d.ID), "document": in.id(&document),
			"label": spans, "labels": spans, "entities": spans,
			"relations": list(in, &a.arcs, in.doccanoRelation),
		}
	})
	if err != nil {
		return err
	}
	if document != "" {
		d.ID = document
	}
	return r.finish(&a, d)
}

func (d *decoder) doccanoSpan() (mark, error) {
	m := mark{at: d.start()}
	if d.ahead("[") {
		err := d.doccanoTriple(&m)
		return m, err
	}
	err := d.fields(fields{
		"id":           to(&m.key, d.reference),
		"start_offset": to(&m.start, d.index),
		"end_offset":   to(&m.end, d.index),
		"label":        to(&m.label, d.text),
	})
	return m, err
}

// doccanoTriple reads [start, end, label].
func (d *decoder) doccanoTriple(m *mark) error {
	items := []func() error{to(&m.start, d.index), to(&m.end, d.index), to(&m.label, d.text)}
	return d.array(func() error {
		if len(items) == 0 {
			return d.skip()
		}
		item := items[0]
		items = items[1:]
		return item()
	})
}

func (d *decoder) doccanoRelation() (x arc, err error) {
	err = d.fields(fields{
		"from_id": to(&x.from, d.reference),
		"to_id":   to(&x.to, d.reference),
		"type":    to(&x.kind, d.text),
	})
	return x, err
}
