package input

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// maxWithin is how many archives a document may be in: an archive may hold archives, but those no others.
const maxWithin = 2

// An archive is an archive that is being read.
type archive struct {
	r      *Reader
	s      *source
	from   *stored
	budget *budget
	given  *format // of its members, nil: by extension
	count  int     // of members so far
	last   string  // the name of the latest
}

func (r *Reader) newArchive(s *source, in *stream) *archive {
	a := &archive{r: r, s: s, from: in.stored, budget: r.newBudget(in.stored)}
	if r.format != nil && !r.format.archive {
		a.given = r.format
	}
	return a
}

// next counts a member and fails where that is one too many, or too much came out of those before.
func (a *archive) next(name string) error {
	if err := a.budget.spend(0); err != nil {
		return err
	}
	if a.count == a.r.limits.maxMembers {
		return fmt.Errorf("more than %d members, expected at most that; the rest is not read", a.count)
	}
	a.count++
	a.last = name
	return nil
}

// broken says that nothing more can be read of an archive.
func (a *archive) broken(err error) *Error {
	if a.count == 0 {
		return a.s.fail(fmt.Errorf("no whole archive: %w", err))
	}
	return a.s.fail(fmt.Errorf("no whole archive, nothing is read after member %d, %s: %w", a.count, a.last, err))
}

// member yields the documents of a member that is no folder. Its bytes are opened only where they are wanted.
func (a *archive) member(name string, mode fs.FileMode, open func() (io.Reader, error), yield yield) bool {
	outside := checkMemberName(name)
	name = path.Clean(name)
	s := a.source(name)
	reason := skipsMember(name, mode)
	switch {
	case outside != nil:
		return yield(nil, s.fail(outside))
	case reason == "" && s.format == nil:
		reason = SkippedUnknown
		fallthrough
	case reason != "":
		a.r.skip(Skip{nameOf(s.path, s.member), reason})
		return true
	case s.format.archive && s.within == maxWithin:
		return yield(nil, s.fail(errors.New("an archive in an archive in an archive, expected two at most")))
	}
	in, err := open()
	if err != nil {
		return yield(nil, s.fail(err))
	}
	return a.r.readStream(s, &stream{Reader: a.budget.of(in), stored: a.from}, yield)
}

// source returns the source of a member, its format nil where it is of no known kind.
func (a *archive) source(name string) *source {
	s := newSource(name, a.s.id+"!"+name, a.given)
	s.path, s.member, s.within = a.s.path, name, a.s.within+1
	if a.s.member != "" {
		s.member = a.s.member + "!" + name
	}
	return s
}

// skipsMember returns the reason why a member of that name and mode is skipped, "" if it is not.
func skipsMember(name string, mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return SkippedMemberLink
	case !mode.IsRegular():
		return SkippedSpecial
	case strings.HasPrefix(name, ".") || strings.Contains(name, "/."):
		return SkippedHidden
	}
	return ""
}

// checkMemberName fails on names that point out of the archive. Nothing is ever written to where a name points, but
// records carry it in their id.
func checkMemberName(name string) error {
	slashed := strings.ReplaceAll(name, `\`, "/")
	drive := len(slashed) > 1 && slashed[1] == ':'
	if path.IsAbs(slashed) || drive || strings.HasPrefix(path.Clean(slashed)+"/", "../") {
		return errors.New("the member's name points out of the archive, expected a path within")
	}
	return nil
}
