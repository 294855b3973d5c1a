package gold

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// maxFaults is how many faults of a file are named: one with more is rather no marked text at all.
const maxFaults = 20

// readMarked reads a file of marked text as the document of that id. Line ends at the end of the file are no text.
func readMarked(path, id, raw string) (*Document, error) {
	raw = strings.TrimRight(strings.TrimPrefix(raw, "\uFEFF"), "\n")
	text, spans, faults := parseMarked(raw)
	if len(faults) == 0 {
		return &Document{ID: id, Text: text, Spans: spans, File: path, Line: 1}, nil
	}
	slices.SortStableFunc(faults, func(a, b fault) int { return a.at - b.at })
	var errs []error
	for _, f := range faults[:min(len(faults), maxFaults)] {
		line, col := position(raw, f.at)
		errs = append(errs, &Error{path, line, col, f.err})
	}
	if more := len(faults) - maxFaults; more > 0 {
		errs = append(errs, fmt.Errorf("%s: %d more faults: is it marked text?", path, more))
	}
	return nil, errors.Join(errs...)
}

// position returns the 1-based line and column, the latter in code points, of a byte offset.
func position(s string, at int) (line, col int) {
	before := s[:at]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[start:])
}

// A fault is an error at a byte offset.
type fault struct {
	at  int
	err error
}

// A marked is a mention of marked text on its way to a Span.
type marked struct {
	Span
	at         int  // byte offset of its bracket in the marked text
	start, end int  // the span in code points
	group      bool // the body of a ROLE is coded as a NORP
}

// A parser reads marked text.
type parser struct {
	raw    string
	text   strings.Builder
	runes  int // code points in text
	spans  []marked
	faults []fault
}

// parseMarked reads marked text: an article whose mentions stand in brackets as {code:text}. The codes are P1 for a
// person, L2 for a place, O3 for an organization, N2 for a nationality or group, with the number of its country's place
// (N where it has none), M for other names, and R>P1@L2 for the role of P1 in L2 (or O3, or N2), with - for either
// where the text does not say and ~former, ~acting or ~designate at the end. Equal codes are one thing. Curly brackets
// stand for nothing else. It returns the text without the brackets and codes, its spans, and all faults.
//
// A ROLE gets the text of the nearest mention of its holder and of its body.
func parseMarked(raw string) (string, []Span, []fault) {
	p := &parser{raw: raw}
	if at := invalidUTF8(raw); at >= 0 {
		return "", nil, []fault{{at, errors.New("invalid UTF-8")}}
	}
	p.parse()
	text := p.text.String()
	spans := make([]Span, len(p.spans))
	for i, m := range p.spans {
		if m.Label == doc.Role {
			p.relate(&m, text)
		}
		spans[i] = m.Span
	}
	return text, spans, p.faults
}

// invalidUTF8 returns the offset of the first byte that is no UTF-8, or -1.
func invalidUTF8(s string) int {
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return i
		}
	}
	return -1
}

func (p *parser) parse() {
	at := 0
	for {
		i := strings.IndexAny(p.raw[at:], "{}")
		if i < 0 {
			p.write(p.raw[at:])
			return
		}
		p.write(p.raw[at : at+i])
		at = p.bracket(at + i)
	}
}

func (p *parser) write(s string) {
	p.text.WriteString(s)
	p.runes += utf8.RuneCountInString(s)
}

func (p *parser) fault(at int, format string, args ...any) {
	p.faults = append(p.faults, fault{at, fmt.Errorf(format, args...)})
}

// bracket reads the mention that starts with the bracket at an offset and returns the offset behind it.
func (p *parser) bracket(at int) int {
	length := strings.IndexAny(p.raw[at+1:], "{}")
	if p.raw[at] == '}' || length < 0 || p.raw[at+1+length] == '{' {
		p.fault(at, "stray bracket %q, expected {code:text}", p.raw[at])
		return at + 1
	}
	inside := p.raw[at+1 : at+1+length]
	end := at + 1 + length + 1
	code, text, ok := strings.Cut(inside, ":")
	switch {
	case !ok:
		p.fault(at, "no colon in %q, expected {code:text}", p.raw[at:end])
	case strings.TrimSpace(text) == "":
		p.fault(at, "no text in %q, expected {code:text}", p.raw[at:end])
	default:
		p.mention(at, strings.TrimSpace(code), text)
	}
	return end
}

var codes = regexp.MustCompile(
	`^(?:([PLO])(\d+)|(N)(\d*)|(M)\d*|(R)>(?:-|P?(\d+))@(?:-|([LO])(\d+)|(N)(\d*))(?:~(former|acting|designate))?)$`)

// mention adds the mention of a code and a text.
func (p *parser) mention(at int, code, text string) {
	m := codes.FindStringSubmatch(code)
	if m == nil {
		p.fault(at, "unknown code %q, expected P1, L1, O1, N1, N, M or R>P1@O1~former", code)
		return
	}
	s := marked{at: at, start: p.runes}
	s.Start = p.text.Len()
	p.write(text)
	s.End, s.end = p.text.Len(), p.runes
	switch m[1] + m[3] + m[5] + m[6] {
	case "P":
		s.Label, s.Entity = doc.Person, code
	case "L":
		s.Label, s.Entity = doc.Place, code
	case "O":
		s.Label, s.Entity = doc.Organization, code
	case "N":
		s.Label, s.Entity = doc.Norp, numbered("L", m[4])
	case "M":
		s.Label = doc.Misc
	case "R":
		s.setRole(m[7:])
	}
	p.spans = append(p.spans, s)
}

// numbered returns the code of a kind and a number, "" where there is no number.
func numbered(kind, number string) string {
	if number == "" {
		return ""
	}
	return kind + number
}

// setRole sets what the code of a role says: the holder's number, the body's kind and number as P, L or O and as N, and
// the status.
func (m *marked) setRole(code []string) {
	m.Label, m.Status = doc.Role, doc.Current
	m.HolderEntity = numbered("P", code[0])
	m.OfEntity = numbered(code[1], code[2])
	if m.group = code[3] != ""; m.group {
		m.OfEntity = numbered("L", code[4])
	}
	if code[5] != "" {
		m.Status = doc.Status(code[5])
	}
}

// relate sets Holder and Of of a ROLE. A body that is coded as a NORP and has no mention of its own is the nearest
// NORP.
func (p *parser) relate(role *marked, text string) {
	if role.HolderEntity != "" {
		holder := p.nearest(role, func(m *marked) bool { return m.Entity == role.HolderEntity })
		if holder == nil {
			p.fault(role.at, "role %q: no mention is coded %s", text[role.Start:role.End], role.HolderEntity)
			return
		}
		role.Holder = text[holder.Start:holder.End]
	}
	if role.OfEntity == "" && !role.group {
		return
	}
	of := p.nearest(role, func(m *marked) bool { return m.Entity == role.OfEntity && m.Entity != "" })
	if of == nil && role.group {
		of = p.nearest(role, func(m *marked) bool { return m.Label == doc.Norp })
	}
	if of == nil {
		p.fault(role.at, "role %q: no mention is coded as its body", text[role.Start:role.End])
		return
	}
	role.Of = text[of.Start:of.End]
}

// nearest returns the mention next to a role that is no role and fits, the first of two that are equally near, nil
// where there is none. The distance is that in code points from the end of the one to the start of the other.
func (p *parser) nearest(role *marked, fits func(*marked) bool) *marked {
	var best *marked
	least := 0
	for i := range p.spans {
		m := &p.spans[i]
		if m.Label == doc.Role || !fits(m) {
			continue
		}
		distance := max(m.start-role.end, role.start-m.end)
		if best == nil || distance < least {
			best, least = m, distance
		}
	}
	return best
}
