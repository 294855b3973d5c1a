package explain

import (
	"fmt"
	"strconv"

	"roster/pipeline/doc"
	"roster/pipeline/resolve"
)

// Why says in words why a candidate lost. It is "" for one that did not.
func (c *Candidate) Why() string {
	if c.Outcome != Lost {
		return ""
	}
	if c.By == nil {
		return string(c.Reason)
	}
	by := c.By
	switch c.Reason {
	case resolve.Dropped:
		return "dropped by " + by.Source.String()
	case resolve.Protected:
		return "the other is protected"
	case resolve.Priority:
		return fmt.Sprintf("lower priority, %d against %d", c.Priority, by.Priority)
	case resolve.Length:
		return shorter(c.Mention, *by)
	case resolve.Source:
		return kind(c.Source) + " yields to " + kind(by.Source)
	case resolve.Start:
		return "starts later"
	case resolve.Score:
		return fmt.Sprintf("lower score, %s against %s", score(c.Score), score(by.Score))
	case resolve.Duplicate:
		return "the same candidate twice"
	}
	return fmt.Sprintf("all else is equal, and its %s comes later in order", c.Reason)
}

func shorter(m, by doc.Mention) string {
	if a, b := m.EndToken-m.FirstToken, by.EndToken-by.FirstToken; a != b {
		return fmt.Sprintf("shorter, %d against %d tokens", a, b)
	}
	return fmt.Sprintf("shorter, %d against %d bytes", m.Len(), by.Len())
}

// kind says who proposes, as the order ranks them.
func kind(s doc.Source) string {
	switch {
	case s.Rule == "":
		return "an engine"
	case s.Core:
		return "an embedded rule"
	}
	return "a rule of your own"
}

// score shows a score as records do, with three decimals at most.
func score(x float64) string { return strconv.FormatFloat(rounded(x), 'f', -1, 64) }

// where returns the place of a candidate's rule, and that of the list entry where it is another; both "" for an engine.
func (c *Candidate) where() (rule, entry string) {
	if c.Source.File == "" {
		return "", ""
	}
	at := fmt.Sprintf("%s:%d", c.Source.File, c.Source.Line)
	if c.Rule == nil || c.Rule.File == c.Source.File && c.Rule.Line == c.Source.Line {
		return at, ""
	}
	return fmt.Sprintf("%s:%d", c.Rule.File, c.Rule.Line), at
}
