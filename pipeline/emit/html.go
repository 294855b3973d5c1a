package emit

import (
	"fmt"
	"html"
	"io"
	"strings"

	"roster/pipeline/doc"
)

const htmlHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Who is in these articles</title>
<style>
body { max-width: 45em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.6 Georgia, serif; }
article { white-space: pre-wrap; border-bottom: 1px solid #bbb; padding-bottom: 1em; }
h2 { font: bold 1em sans-serif; }
mark { border-radius: .2em; padding: 0 .15em; }
.PERSON { background: #cfe3ff; } .ROLE { background: #ffe6b3; } .PLACE { background: #cdeccd; }
.ORGANIZATION { background: #ecd5f5; } .NORP, .MISC { background: #e4e4e4; }
</style>
</head>
<body>
`

// newHTML writes one page: an article a document, its spans as <mark class="LABEL">. data-entity numbers the things of
// an article; a role has data-holder, data-of, data-country and data-status.
func newHTML(w io.Writer, opt Options) Writer {
	p := newPage(w, opt)
	p.head, p.tail = htmlHead, "</body>\n</html>\n"
	p.append = p.article
	return p
}

func (v *view) article(b []byte) []byte {
	v.dropOverlaps()
	attributes := v.roleAttributes()
	b = fmt.Appendf(b, "<h2>%[1]s</h2>\n<article id=\"%[1]s\">", html.EscapeString(v.ID))
	at := 0
	for i, s := range v.spans {
		b = append(b, html.EscapeString(v.Text[at:s.Start])...)
		b = fmt.Appendf(b, `<mark class="%s"%s%s>%s</mark>`,
			s.Label, v.entityAttributes(s), attributes[i], html.EscapeString(v.Slice(s.Span)))
		at = s.End
	}
	b = append(b, html.EscapeString(v.Text[at:])...)
	return append(b, "</article>\n"...)
}

func (v *view) entityAttributes(s span) string {
	if s.entity == doc.None {
		return ""
	}
	e := v.entities[s.entity]
	return fmt.Sprintf(` data-entity="%d"%s%s`, s.entity, attribute("data-country", e.Country), attribute("title", e.Name))
}

// roleAttributes returns the attributes of the roles, by span; the title says in words what the others say.
func (v *view) roleAttributes() map[int]string {
	out := make(map[int]string)
	for _, p := range v.positions {
		var of doc.Body
		if p.Of != nil {
			of = *p.Of
		}
		var holders []string
		for _, h := range p.Holders {
			holders = append(holders, v.Entities[h].Name)
		}
		holder := strings.Join(holders, listMark)
		title := string(p.Status) + " " + p.Role
		if of.Name != "" {
			title += " of " + of.Name
		}
		if holder != "" {
			title += ": " + holder
		}
		out[p.span] = attribute("data-holder", holder) + attribute("data-of", of.Name) +
			attribute("data-country", of.Country) + attribute("data-status", string(p.Status)) + attribute("title", title)
	}
	return out
}

// attribute returns an HTML attribute with a blank before it, "" where it has no value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(` %s="%s"`, name, html.EscapeString(value))
}
