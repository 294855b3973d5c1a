package input

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
)

// An entry is a file or folder in a folder.
type entry struct {
	key  string      // its name, a folder's with a slash: so all paths below sort as the entries do
	mode fs.FileMode // type bits
}

func (e entry) name() string { return strings.TrimSuffix(e.key, "/") }

func compareEntries(a, b entry) int { return cmp.Compare(a.key, b.key) }

// maxEntries is how many entries of one folder are held at once.
const maxEntries = 1 << 19

// entries gives the entries of a folder, sorted. A folder of more than r.maxEntries is listed several times, each time
// for those that come next, so that memory stays bounded; one that is deleted meanwhile may still be given. An error of
// listing comes once, after the entries before it.
func (r *Reader) entries(folder string) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		after := ""
		for more := true; more; {
			var batch []entry
			var err error
			batch, more, err = r.nextEntries(folder, after)
			for _, e := range batch {
				if !yield(e, nil) {
					return
				}
			}
			if err != nil {
				yield(entry{}, err)
				return
			}
			if more {
				after = batch[len(batch)-1].key
			}
		}
	}
}

// nextEntries returns the first entries of a folder whose keys come after a key, sorted, and whether there are more.
func (r *Reader) nextEntries(folder, after string) (batch []entry, more bool, err error) {
	f, err := r.disk.Open(folder)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	half := max(r.maxEntries/2, 1)
	for err == nil {
		var listed []fs.DirEntry
		listed, err = f.ReadDir(1024)
		for _, e := range listed {
			if key := keyOf(e); key > after {
				batch = append(batch, entry{key, e.Type()})
			}
			if len(batch) == 2*half {
				slices.SortFunc(batch, compareEntries)
				batch, more = batch[:half], true
			}
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	slices.SortFunc(batch, compareEntries)
	if more {
		batch = batch[:half]
	}
	return batch, more, err
}

func keyOf(e fs.DirEntry) string {
	if e.IsDir() {
		return e.Name() + "/"
	}
	return e.Name()
}
