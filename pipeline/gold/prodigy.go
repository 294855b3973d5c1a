package gold

// prodigy reads Prodigy's tasks and annotations: spans, and relations between spans. A task that was rejected or
// ignored is left out. The keys entity, score, source and status of a span are those that package emit writes.
func (r Reader) prodigy(raw []byte, d *Document) error {
	var a annotation
	var tokens []place
	var relations []tokenArc
	var answer string
	hasText := false
	err := whole(raw, func(in *decoder, key string) (err error) {
		switch key {
		case "text":
			hasText = true
			a.text, err = in.text()
		case "tokens":
			err = in.array(func() error {
				t, _, err := in.place()
				tokens = append(tokens, t)
				return err
			})
		case "spans":
			err = in.array(func() error {
				m, err := in.prodigySpan()
				a.marks = append(a.marks, m)
				return err
			})
		case "relations":
			err = in.array(func() error {
				t, err := in.prodigyRelation()
				relations = append(relations, t)
				return err
			})
		case "answer":
			answer, err = in.optional()
		case "meta":
			err = in.idOf(&d.ID)
		default:
			err = in.skip()
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case !hasText:
		return noText("text")
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

// place reads {"start", "end", …}; ok is false for null or where it lacks one.
func (d *decoder) place() (p place, ok bool, err error) {
	if d.null() {
		return p, false, d.skip()
	}
	keys := 0
	err = d.object(func(key string) (err error) {
		switch key {
		case "start":
			keys++
			p.start, err = d.index()
		case "end":
			keys++
			p.end, err = d.index()
		default:
			err = d.skip()
		}
		return err
	})
	return p, keys == 2, err
}

func (d *decoder) prodigySpan() (mark, error) {
	m := mark{at: d.start()}
	err := d.object(func(key string) (err error) {
		switch key {
		case "start":
			m.start, err = d.index()
		case "end":
			m.end, err = d.index()
		case "label":
			m.label, err = d.text()
		case "text":
			m.text, err = pointer(d.text())
		case "entity":
			m.Entity, err = d.key()
		case "score":
			m.Score, err = d.score()
		case "source":
			m.Source, err = d.optional()
		case "status":
			err = d.status(&m)
		default:
			err = d.skip()
		}
		return err
	})
	m.key = offset(m.start, m.end)
	return m, err
}

// A tokenArc is a relation between the spans that end with two tokens, or are named outright.
type tokenArc struct {
	label       string
	head, child int // tokens
	from, to    string
}

func (d *decoder) prodigyRelation() (t tokenArc, err error) {
	err = d.object(func(key string) (err error) {
		switch key {
		case "head":
			t.head, err = d.index()
		case "child":
			t.child, err = d.index()
		case "label":
			t.label, err = d.text()
		case "head_span":
			err = d.placeKey(&t.from)
		case "child_span":
			err = d.placeKey(&t.to)
		default:
			err = d.skip()
		}
		return err
	})
	return t, err
}

// placeKey reads a place as the key of its mark.
func (d *decoder) placeKey(key *string) error {
	p, ok, err := d.place()
	if ok {
		*key = offset(p.start, p.end)
	}
	return err
}

// arc returns the relation between marks.
func (t tokenArc) arc(marks []mark, tokens []place) arc {
	if t.from == "" {
		t.from = markAt(marks, tokens, t.head)
	}
	if t.to == "" {
		t.to = markAt(marks, tokens, t.child)
	}
	return arc{t.label, t.from, t.to}
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

// idOf reads the id in an object, if it has one.
func (d *decoder) idOf(id *string) error {
	if d.null() {
		return d.skip()
	}
	return d.object(func(key string) error {
		if key != "id" {
			return d.skip()
		}
		name, err := d.key()
		if name != "" {
			*id = name
		}
		return err
	})
}
