package gold

// doccano reads doccano's lines: "label" or "labels" as [start, end, label] or as objects, "entities" with ids and
// "relations" between them. The id is that under "document", which package emit writes, else "id".
func (r Reader) doccano(raw []byte, d *Document) error {
	var a annotation
	var document string
	hasText := false
	err := whole(raw, func(in *decoder, key string) (err error) {
		switch key {
		case "text", "data":
			hasText = true
			a.text, err = in.text()
		case "id":
			err = in.setID(&d.ID)
		case "document":
			err = in.setID(&document)
		case "label", "labels", "entities":
			err = in.array(func() error {
				m, err := in.doccanoSpan()
				a.marks = append(a.marks, m)
				return err
			})
		case "relations":
			err = in.array(func() error {
				x, err := in.doccanoRelation()
				a.arcs = append(a.arcs, x)
				return err
			})
		default:
			err = in.skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	if !hasText {
		return noText("text")
	}
	if document != "" {
		d.ID = document
	}
	return r.finish(&a, d)
}

// setID reads a string or number, and keeps the id where it is null.
func (d *decoder) setID(id *string) error {
	name, err := d.key()
	if name != "" {
		*id = name
	}
	return err
}

func (d *decoder) doccanoSpan() (mark, error) {
	m := mark{at: d.start()}
	if m.at < len(d.line) && d.line[m.at] == '[' {
		return m, d.doccanoTriple(&m)
	}
	err := d.object(func(key string) (err error) {
		switch key {
		case "id":
			m.key, err = d.key()
		case "start_offset":
			m.start, err = d.index()
		case "end_offset":
			m.end, err = d.index()
		case "label":
			m.label, err = d.text()
		default:
			err = d.skip()
		}
		return err
	})
	return m, err
}

// doccanoTriple reads [start, end, label].
func (d *decoder) doccanoTriple(m *mark) error {
	n := 0
	return d.array(func() (err error) {
		switch n++; n {
		case 1:
			m.start, err = d.index()
		case 2:
			m.end, err = d.index()
		case 3:
			m.label, err = d.text()
		default:
			err = d.skip()
		}
		return err
	})
}

func (d *decoder) doccanoRelation() (x arc, err error) {
	err = d.object(func(key string) (err error) {
		switch key {
		case "from_id":
			x.from, err = d.key()
		case "to_id":
			x.to, err = d.key()
		case "type":
			x.kind, err = d.text()
		default:
			err = d.skip()
		}
		return err
	})
	return x, err
}
