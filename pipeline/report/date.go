package report

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// A date stands in an article's head alone in a short line, or behind a place's name: a date in running text may be
// that of anything.
const (
	headLines = 6
	shortLine = 80 // code points
)

var (
	inID      = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_/.]?([01]\d)[-_/.]?([0-3]\d)(?:\D|$)`)
	iso       = regexp.MustCompile(`\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b`)
	monthName = `(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?`
	dayFirst  = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)? ` + monthName + `,? ((?:19|20)\d\d)\b`)
	dayLater  = regexp.MustCompile(`\b` + monthName + ` (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b`)
)

// dateOf returns the date of an article as 2006-01-02, "" where it carries none: the one in its id, else the first
// complete date in a short line of its head.
func dateOf(id, text string) string {
	if m := inID.FindStringSubmatch(id); m != nil {
		if date := parse("2006-01-02", m[1], m[2], m[3]); date != "" {
			return date
		}
	}
	lines := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if lines++; lines > headLines {
			break
		}
		if utf8.RuneCountInString(line) > shortLine {
			continue
		}
		if date := inLine(line); date != "" {
			return date
		}
	}
	return ""
}

func inLine(line string) string {
	if m := iso.FindStringSubmatch(line); m != nil {
		return parse("2006-01-02", m[1], m[2], m[3])
	}
	if m := dayFirst.FindStringSubmatch(line); m != nil {
		return parse("2006-Jan-2", m[3], m[2], m[1])
	}
	if m := dayLater.FindStringSubmatch(line); m != nil {
		return parse("2006-Jan-2", m[3], m[1], m[2])
	}
	return ""
}

// parse returns a date of the calendar, "" where there is no such day.
func parse(layout, year, month, day string) string {
	t, err := time.Parse(layout, year+"-"+month+"-"+day)
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}
