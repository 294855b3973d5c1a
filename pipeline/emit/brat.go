package emit

import (
	"fmt"
	"strings"

	"roster/pipeline/doc"
)

// bratConfig is what brat must know of the annotations: annotation.conf in the folder.
const bratConfig = `[entities]
PERSON
ROLE
PLACE
ORGANIZATION
NORP
MISC

[relations]
Holder	Arg1:ROLE, Arg2:<ENTITY>
Of	Arg1:ROLE, Arg2:<ENTITY>
Equiv	Arg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive
<OVERLAP>	Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Status	Arg:ROLE, Value:former|acting|designate
`

// bratRelations names the relations as annotation.conf does.
var bratRelations = map[string]string{relationHolder: "Holder", relationOf: "Of"}

// brat writes a text and a file of standoff annotations a document: T lines are spans, a span over line ends in
// fragments; R lines are holders and bodies; A lines are what is not current; Equiv lines join the mentions of one
// thing.
type brat struct {
	view
	create Create
	naming naming
}

func newBrat(create Create, opt Options) Writer {
	b := &brat{view: newView(opt.Labels, Codepoint), create: create, naming: newNaming()}
	return &lazy{make: func() (Writer, error) { return b, writeFile(create, "annotation.conf", []byte(bratConfig)) }}
}

func (w *brat) Write(d *doc.Document) error {
	w.set(d)
	name := w.naming.name(d.ID)
	if err := writeFile(w.create, name+".txt", []byte(d.Text)); err != nil {
		return err
	}
	return writeFile(w.create, name+".ann", w.annotations())
}

func (w *brat) Close() error { return nil }

func (w *brat) annotations() []byte {
	var b []byte
	for i, s := range w.spans {
		b = fmt.Appendf(b, "T%d\t%s %s\t%s\n", i+1, s.Label, w.fragments(s), bratText(w.Slice(s.Span)))
	}
	for i, r := range w.links() {
		b = fmt.Appendf(b, "R%d\t%s Arg1:T%d Arg2:T%d\n", i+1, bratRelations[r.kind], r.from+1, r.to+1)
	}
	n := 0
	statuses := w.statuses()
	for i := range w.spans {
		if status, ok := statuses[i]; ok {
			n++
			b = fmt.Appendf(b, "A%d\tStatus T%d %s\n", n, i+1, status)
		}
	}
	for _, e := range w.entities {
		if len(e.spans) < 2 {
			continue
		}
		b = append(b, "*\tEquiv"...)
		for _, s := range e.spans {
			b = fmt.Appendf(b, " T%d", s+1)
		}
		b = append(b, '\n')
	}
	return b
}

// fragments returns the offsets of a span: one for each line of it that is not empty.
func (w *brat) fragments(s span) string {
	var out []string
	at := s.start
	for line := range strings.SplitSeq(w.Slice(s.Span), "\n") {
		n := units(line, Codepoint)
		if n > 0 {
			out = append(out, fmt.Sprintf("%d %d", at, at+n))
		}
		at += n + 1
	}
	return strings.Join(out, ";")
}

// bratText joins the fragments of a text by blanks.
func bratText(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), " ")
}
