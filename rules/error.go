package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// An Error is one fault of a rule file, a list file or the configuration of rules.
type Error struct {
	File string // as the user named it; "core/…" for an embedded one; "rules.disable" and the like for the configuration
	Line int    // 1-based; 0 where the fault is the file's as a whole
	Col  int    // 1-based, in code points; 0 where Line is
	Rule string // id of the rule at fault, "" where none is known
	Err  error  // what was found and what was expected
}

// Error returns "file:line:col: rule id: what is wrong", without the parts that are unknown.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Col)
	}
	if e.Rule != "" {
		fmt.Fprintf(&b, ": rule %s", e.Rule)
	}
	fmt.Fprintf(&b, ": %v", e.Err)
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errors are all faults that Load found, sorted by file, line and column.
type Errors []*Error

// Error returns one line an error.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As look at each error.
func (e Errors) Unwrap() []error {
	errs := make([]error, len(e))
	for i, err := range e {
		errs[i] = err
	}
	return errs
}

// sorted returns the errors in order, or nil, an untyped one, where there are none.
func (e Errors) sorted() error {
	if len(e) == 0 {
		return nil
	}
	slices.SortStableFunc(e, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return e
}

// errQuote is the advice for values that YAML reads as something else than text.
var errQuote = errors.New("quote it")
