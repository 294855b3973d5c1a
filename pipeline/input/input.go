// Package input finds documents and reads their text: paths, folders, globs and standard input go in, documents with
// an id and valid UTF-8 text come out, one at a time, in a fixed order.
//
// # Formats
//
// The format follows from the file name's extension, or from Config.Format for all files alike:
//
//	text      .txt .text                the file is the text
//	markdown  .md .markdown             the file is the text
//	html      .html .htm .xhtml         the visible text, a blank line between blocks; offsets are into that text
//	jsonl     .jsonl .ndjson            an object a line: {"text", "id"?, …}; other keys are not read
//
// A further extension .gz or .zst says how the file is compressed.
//
// # Ids
//
// One path that is a folder: the path relative to it, with slashes. One file: its name. Several paths, or a glob: each
// path as given or matched. A line of JSON: its id (a string, or a number as it is written), else "x.jsonl:3". Standard
// input, the path "-": "stdin", or "stdin:3". Bytes of a file name that are not UTF-8 become U+FFFD. A repeated id puts
// a warning on the second document.
//
// # What is read
//
// A folder gives its files and those of the folders in it, sorted by path in byte order. Hidden entries, links to
// folders, pipes, sockets, devices and files of unknown extension are skipped, and named by Reader.Skipped; a path that
// names one of the last four is an error. Text is never altered, but a byte order mark is no text. Whatever cannot be
// read is an *Error, one for each bad document, and the other documents come out.
package input

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"slices"
	"sync/atomic"

	"roster/pipeline/doc"
)

// DefaultMaxBytes is Config.MaxBytes where that is 0.
const DefaultMaxBytes = 16 << 20

// A Config says how to read. Its zero value reads UTF-8 of up to DefaultMaxBytes, by extension.
type Config struct {
	Format   string // "text", "markdown", "html" or "jsonl"; "auto" or "": by extension, and text for standard input
	Encoding string // a name in the WHATWG Encoding Standard; "": utf-8. A byte order mark or an HTML page's name wins
	MaxBytes int64  // the most bytes of a document, decompressed: of the file, or of the JSON line; 0: DefaultMaxBytes
	Digest   bool   // hash what is read, for Reader.Inputs

	OnSkip func(Skip) // called for every skipped entry, from within Documents; may be nil
}

// A Reader reads the documents of some paths, once.
type Reader struct {
	paths   []string
	stdin   io.Reader
	format  *format // nil: by extension
	limits  limits
	skipped []Skips
	onSkip  func(Skip)
	seen    map[uint64]struct{} // hashes of the ids so far
	read    atomic.Int64
	inputs  []digest // of each path, nil where none is asked for
}

// limits is what the formats need to know of a Config.
type limits struct {
	charset  charset
	maxBytes int64
}

// A Skip is an entry of a folder that was not read.
type Skip struct {
	Path   string
	Reason string // one of the Skipped constants
}

// Skips are all entries that were not read for one reason.
type Skips struct {
	Reason string
	Count  int
	First  []string // the paths of the first skipsNamed
}

// skipsNamed is how many paths Skips holds, so that they stay few whatever a folder holds.
const skipsNamed = 10

// The reasons for a Skip.
const (
	SkippedHidden  = "hidden"
	SkippedLink    = "link to a folder"
	SkippedSpecial = "pipe, socket or device"
	SkippedUnknown = "unknown kind of file"
)

// New returns a reader of paths: files, folders, doublestar globs, or "-" for stdin. It fails on what no path can
// mend: an unknown format or encoding, no path, an empty one, or "-" twice or with a nil stdin. A path that is missing
// is an error of Documents.
func New(cfg Config, paths []string, stdin io.Reader) (*Reader, error) {
	r := &Reader{paths: paths, stdin: stdin, onSkip: cfg.OnSkip, seen: map[uint64]struct{}{}}
	var err error
	if r.format, err = formatNamed(cfg.Format); err != nil {
		return nil, err
	}
	if r.limits.charset, err = charsetNamed(cmp.Or(cfg.Encoding, "utf-8")); err != nil {
		return nil, err
	}
	if r.limits.maxBytes = cmp.Or(cfg.MaxBytes, DefaultMaxBytes); r.limits.maxBytes < 0 {
		return nil, fmt.Errorf("input size limit of %d bytes, expected 1 or more", cfg.MaxBytes)
	}
	if err := checkPaths(paths, stdin != nil); err != nil {
		return nil, err
	}
	if cfg.Digest {
		r.inputs = newDigests(paths)
	}
	return r, nil
}

func checkPaths(paths []string, hasStdin bool) error {
	if len(paths) == 0 {
		return errors.New("no input path, expected files, folders, globs or - for standard input")
	}
	named := 0
	for i, p := range paths {
		switch p {
		case "":
			return fmt.Errorf("input path %d is empty, expected a file, a folder, a glob or -", i+1)
		case "-":
			named++
		}
	}
	switch {
	case named > 1:
		return errors.New("input path - is given twice, but standard input can be read only once")
	case named > 0 && !hasStdin:
		return errors.New("input path -, but there is no standard input")
	}
	return nil
}

// Documents gives each document with its ID, Text and Warnings set, or an *Error in place of one. When ctx ends, its
// error comes last, as it is. A Reader's documents can be ranged over once.
func (r *Reader) Documents(ctx context.Context) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		for d, err := range r.documents(ctx) {
			if ctx.Err() != nil {
				break
			}
			if d != nil {
				r.warnRepeated(d)
			}
			if !yield(d, err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// documents is Documents without the warnings; after the end of ctx it may give errors that are due to that.
func (r *Reader) documents(ctx context.Context) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		for it := range r.find() {
			switch {
			case ctx.Err() != nil:
				return
			case it.skip != nil:
				r.skip(*it.skip)
			case it.err != nil:
				if !yield(nil, it.err) {
					return
				}
			case !r.readSource(ctx, it.source, yield):
				return
			}
		}
	}
}

// readSource yields the documents of s and reports whether more are wanted.
func (r *Reader) readSource(ctx context.Context, s *source, yield func(*doc.Document, error) bool) bool {
	var file *fileDigest
	in, err := s.open(func(in io.Reader) io.Reader {
		in = &meter{ctx: ctx, in: in, read: &r.read}
		if r.inputs != nil {
			file = newFileDigest(in)
			in = file
		}
		return in
	})
	if err != nil {
		return yield(nil, s.fail(err))
	}
	defer in.Close()
	for d, err := range s.format.read(s, in, r.limits) {
		if !yield(d, err) {
			return false
		}
	}
	if file != nil {
		r.inputs[s.named].add(s, file)
	}
	return true
}

// warnRepeated warns on d if a document before had its id. It remembers 8 bytes an id, so that in a run of ten million
// documents the chance of one wrong warning is 3 in a million.
func (r *Reader) warnRepeated(d *doc.Document) {
	h := fnv.New64a()
	io.WriteString(h, d.ID)
	sum := h.Sum64()
	if _, ok := r.seen[sum]; ok {
		d.Warnings = append(d.Warnings, fmt.Sprintf("id %q is repeated", d.ID))
	}
	r.seen[sum] = struct{}{}
}

// skip counts an entry that is not read.
func (r *Reader) skip(s Skip) {
	if r.onSkip != nil {
		r.onSkip(s)
	}
	i := slices.IndexFunc(r.skipped, func(known Skips) bool { return known.Reason == s.Reason })
	if i < 0 {
		i = len(r.skipped)
		r.skipped = append(r.skipped, Skips{Reason: s.Reason})
	}
	of := &r.skipped[i]
	of.Count++
	if len(of.First) < skipsNamed {
		of.First = append(of.First, s.Path)
	}
}

// Skipped gives what was skipped so far, one for each reason, in the order of finding. It must not be called while
// Documents runs.
func (r *Reader) Skipped() []Skips { return r.skipped }

// BytesRead is how much was read so far, in bytes as stored, compressed or not. It may be called at any time.
func (r *Reader) BytesRead() int64 { return r.read.Load() }

// BytesTotal looks through the paths and gives what BytesRead will come to, as far as it can be known: standard input
// counts 0. It reads no file, and may run beside Documents.
func (r *Reader) BytesTotal(ctx context.Context) int64 {
	var total int64
	for it := range r.find() {
		if ctx.Err() != nil {
			break
		}
		if it.source != nil {
			total += it.source.size()
		}
	}
	return total
}

// A meter counts what is read, and ends the reading when its context ends.
type meter struct {
	ctx  context.Context
	in   io.Reader
	read *atomic.Int64
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.in.Read(p)
	m.read.Add(int64(n))
	return n, err
}
