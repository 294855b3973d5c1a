package input

import (
	"bytes"
	"io"
	"mime"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText returns the visible text of a page. Its charset is what a byte order mark says, else what the page declares,
// else c.
func htmlText(b []byte, c charset) (string, error) {
	if declared, err := charsetNamed(declaredCharset(b)); err == nil {
		c = declared
		if c.unit > 1 { // a declaration that can be read cannot be in UTF-16
			c = utf8Charset
		}
	}
	source, err := plainText(b, c)
	if err != nil {
		return "", err
	}
	return visibleText(source)
}

// declarationBytes is how far into a page its charset is looked for.
const declarationBytes = 8 << 10

// declaredCharset returns the charset that a page's first meta element with one declares, "" if none does.
func declaredCharset(b []byte) string {
	z := html.NewTokenizer(bytes.NewReader(b[:min(len(b), declarationBytes)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.DataAtom == atom.Body {
				return ""
			}
			if label := metaCharset(t); label != "" {
				return label
			}
		}
	}
}

// metaCharset returns the charset that <meta charset> or <meta http-equiv="Content-Type" content> declares, or "".
func metaCharset(t html.Token) string {
	if t.DataAtom != atom.Meta {
		return ""
	}
	attr := map[string]string{}
	for _, a := range t.Attr {
		attr[a.Key] = a.Val
	}
	if strings.EqualFold(attr["http-equiv"], "content-type") {
		if _, params, err := mime.ParseMediaType(attr["content"]); err == nil {
			return params["charset"]
		}
	}
	return attr["charset"]
}

// visibleText returns the text of a page as a reader sees it: blocks are set off by a blank line, <br> is a line break,
// white space within a block is one space, as CSS does it, but stays in <pre>; character references are decoded.
// The title, navigation, scripts, form fields and embedded things are left out. It goes by tags alone, builds no tree,
// and so takes any depth.
func visibleText(source string) (string, error) {
	z := html.NewTokenizer(strings.NewReader(source))
	var p page
	for {
		switch tt := z.Next(); tt {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				return "", z.Err()
			}
			return strings.TrimRight(p.out.String(), " \t\n"), nil
		case html.TextToken:
			p.text(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			p.start(atom.Lookup(name), tt == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(atom.Lookup(name))
		}
	}
}

// unseen are the elements whose content is left out.
var unseen = set(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Title, atom.Nav, atom.Svg, atom.Math,
	atom.Iframe, atom.Object, atom.Audio, atom.Video, atom.Canvas, atom.Noembed, atom.Noframes, atom.Dialog,
	atom.Select, atom.Datalist, atom.Textarea)

// blocks are the elements that begin and end a line.
var blocks = set(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption,
	atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
	atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
	atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav,
	atom.Ol, atom.Optgroup, atom.Option, atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Table,
	atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul)

func set(atoms ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(atoms))
	for _, a := range atoms {
		m[a] = true
	}
	return m
}

// A page is visible text in the making.
type page struct {
	out    strings.Builder
	breaks int       // line breaks due before the next text, at most two
	space  bool      // a space is due before the next text
	pre    int       // open <pre> elements
	within atom.Atom // the unseen element that is open, 0 if none
	depth  int       // open elements of that name
}

func (p *page) start(name atom.Atom, selfClosing bool) {
	switch {
	case p.within != 0:
		if name == p.within && !selfClosing {
			p.depth++
		}
		return
	case unseen[name] && !(selfClosing && (name == atom.Svg || name == atom.Math)): // HTML itself ignores the slash
		p.within, p.depth = name, 1
	case name == atom.Br:
		p.breaks = min(p.breaks+1, 2)
	case name == atom.Pre:
		p.pre++
	}
	if blocks[name] {
		p.breaks = 2
	}
}

func (p *page) end(name atom.Atom) {
	if p.within != 0 {
		if name == p.within {
			p.depth--
		}
		if p.depth > 0 {
			return
		}
		p.within = 0
	}
	if name == atom.Pre {
		p.pre = max(p.pre-1, 0)
	}
	if blocks[name] {
		p.breaks = 2
	}
}

func (p *page) text(b []byte) {
	if p.within != 0 {
		return
	}
	if p.pre > 0 {
		p.preformatted(b)
		return
	}
	for len(b) > 0 {
		n := bytes.IndexAny(b, " \t\n\f\r")
		if n == 0 {
			p.space = true
			b = b[1:]
			continue
		}
		if n < 0 {
			n = len(b)
		}
		p.flush()
		p.out.Write(b[:n])
		b = b[n:]
	}
}

// preformatted writes text with its white space, without the lines that are empty at a block's beginning.
func (p *page) preformatted(b []byte) {
	if p.breaks > 0 || p.out.Len() == 0 {
		b = bytes.TrimLeft(b, "\n")
	}
	if len(b) > 0 {
		p.flush()
		p.out.Write(b)
	}
}

// flush writes the white space that is due, none at the beginning.
func (p *page) flush() {
	switch {
	case p.out.Len() == 0:
	case p.breaks > 0:
		p.out.WriteString("\n\n"[:p.breaks])
	case p.space:
		p.out.WriteByte(' ')
	}
	p.breaks, p.space = 0, false
}
