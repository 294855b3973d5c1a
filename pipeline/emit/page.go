package emit

import (
	"io"

	"roster/pipeline/doc"
)

// A page is a writer of one file: a head, what one function appends for each document with a mark between two, and a
// tail. A page without documents has head and tail.
type page struct {
	view
	out              io.Writer
	opt              Options
	head, mark, tail string
	append           func([]byte) []byte // appends the view's document
	buf              []byte
	begun            bool
}

func newPage(w io.Writer, opt Options) *page {
	return &page{view: newView(opt.Labels, opt.Offsets), out: w, opt: opt}
}

func (p *page) Write(d *doc.Document) error {
	p.set(d)
	lead := p.mark
	if !p.begun {
		lead = p.head
	}
	p.begun = true
	p.buf = p.append(append(p.buf[:0], lead...))
	_, err := p.out.Write(p.buf)
	return err
}

func (p *page) Close() error {
	end := p.tail
	if !p.begun {
		end = p.head + p.tail
	}
	if end == "" {
		return nil
	}
	_, err := io.WriteString(p.out, end)
	return err
}
