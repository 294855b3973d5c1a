// Package input finds documents and reads their text: paths, folders, globs, archives and standard input go in,
// documents with an id and valid UTF-8 text come out, one at a time, in a fixed order. It reads as fast as documents
// are taken, and holds one at a time, whatever the size of folders, archives and files.
//
// # Formats
//
// The format follows from the file name's extension, or from Config.Format for all files alike:
//
//	text      .txt .text                the file is the text
//	markdown  .md .markdown             the file is the text
//	html      .html .htm .xhtml         the visible text, a blank line between blocks; offsets are into that text
//	jsonl     .jsonl .ndjson            an object a line: {"text", "id"?, …}
//	csv       .csv                      RFC 4180, with a header; between fields , or ; or a tab
//	tsv       .tsv                      the same with tabs
//	parquet   .parquet                  a document a row
//	tar, zip  .tar .tgz .zip            a document or more a member, by the member's extension
//
// A further extension .gz or .zst says how the file, or the member of an archive, is compressed. Config.Format holds
// for members too, unless it names an archive. Archives may be in archives, those in no others. Standard input is
// decompressed if it begins like compressed data; without a Format it is a tar archive if it begins like one, and else
// text.
//
// Rows of JSONL, CSV and Parquet have their text and id in the fields of Config.TextField and Config.IDField; other
// fields are kept in Document.Fields where Config.KeepFields asks for it, and are not read elsewhere. An id is a string
// or a number, which stays as it is written; a row without one has the id "x.jsonl:3". Files that must be read here
// and there (zip, parquet) come into a temporary file first where they are compressed, in an archive or on standard
// input. Parquet's LZ4 and its nested columns are not read.
//
// # Ids
//
// One path that is a folder: the path relative to it, with slashes. One file: its name. Several paths, a glob or a
// list: each path as given or matched. An archive's member: "x.tar!a/b.txt". A row: its id, else the line that it
// begins in, "x.csv:3", or in Parquet the number of the row. Standard input, the path "-": "stdin", or "stdin:3".
// Bytes of a name that are not UTF-8 become U+FFFD. A repeated id puts a warning on the second document, as long as
// the run has no more than maxIDs documents.
//
// # What is read
//
// A folder gives its files and those of the folders in it, sorted by path in byte order; an archive its members in
// their order. Hidden entries, links to folders, links in archives, pipes, sockets, devices, files of unknown extension
// and what the run writes to (Config.Output) are skipped, counted by Reader.Skipped and named to Config.OnSkip; a path
// that names one of these is an error, unless it is hidden or the output. Text is never altered, but a byte order mark is no text, and what cannot be decoded is an
// error. Text that is hardly English prose has a warning, see package english.
//
// Whatever cannot be read is an *Error, one for each bad document, and the other documents come out. Where a file or
// archive breaks off, one says so for the rest of it.
package input

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"sync/atomic"

	"roster/pipeline/doc"
	"roster/pipeline/input/english"
)

// The limits that hold where a Config says 0.
const (
	DefaultMaxBytes   = 16 << 20
	DefaultMaxRatio   = 200
	DefaultMaxMembers = 10_000_000
)

// A Config says how to read. Its zero value reads UTF-8 of up to DefaultMaxBytes, by extension.
type Config struct {
	Format   string // one of Formats; "": auto, that is by extension
	Encoding string // a name in the WHATWG Encoding Standard, or utf-32; "": utf-8. Byte order marks and HTML pages win

	TextField  string   // the field of a row that holds the text; "": text
	IDField    string   // the field that holds the id; "": id. Another name than id must be there
	KeepFields []string // the fields that go into Document.Fields, "*" for all but text and id

	MaxBytes   int64 // the most bytes of a document, decompressed: of the file, or of the row; 0: DefaultMaxBytes
	MaxRatio   int   // the most bytes that come out of a stored byte, beyond the first 64 MiB; 0: DefaultMaxRatio
	MaxMembers int   // the most members of an archive; 0: DefaultMaxMembers

	FilesFrom string     // a file that lists further paths, each ended by a line end or each by a NUL; "-": standard input
	Output    string     // the file or folder that the run writes to, which is not read; "": none
	Digest    bool       // hash what is read, for Reader.Inputs
	OnSkip    func(Skip) // called for every skipped entry, from within Documents; may be nil
}

// A Reader reads the documents of some paths, once.
type Reader struct {
	paths      []string
	list       string // Config.FilesFrom
	stdin      io.Reader
	disk       disk
	output     output
	maxEntries int
	format     *format // nil: by extension
	limits     limits
	fields     fields
	skipped    []Skips
	onSkip     func(Skip)
	ids        *ids
	read       atomic.Int64
	inputs     []digest // of each path, nil where none is asked for
}

// limits is what formats need to know of a Config.
type limits struct {
	charset    charset
	maxBytes   int64
	maxRatio   int
	freeBytes  int64 // see budget
	maxMembers int
}

// A Skip is an entry of a folder or archive that was not read.
type Skip struct {
	Path   string // a member's: "x.tar!a/b"
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
	SkippedHidden     = "hidden"
	SkippedLink       = "link to a folder"
	SkippedMemberLink = "link in an archive"
	SkippedSpecial    = "pipe, socket or device"
	SkippedUnknown    = "unknown kind of file"
	SkippedOutput     = "the output of this run"
)

// New returns a reader of paths: files, folders, doublestar globs, or "-" for stdin. It fails on what no path can
// mend: an unknown format or encoding, a limit below 0, no path, an empty one, standard input named twice or nil, or a
// list that cannot be opened. A path that is missing is an error of Documents.
func New(cfg Config, paths []string, stdin io.Reader) (*Reader, error) {
	r := &Reader{
		paths: paths, list: cfg.FilesFrom, stdin: stdin, disk: osDisk{}, maxEntries: maxEntries,
		onSkip: cfg.OnSkip, ids: &ids{},
	}
	r.output = findOutput(r.disk, cfg.Output)
	var err error
	if r.format, err = formatNamed(cfg.Format); err != nil {
		return nil, err
	}
	if r.limits, err = newLimits(cfg); err != nil {
		return nil, err
	}
	if r.fields, err = newFields(cfg); err != nil {
		return nil, err
	}
	if err := r.checkPaths(); err != nil {
		return nil, err
	}
	if cfg.Digest {
		r.inputs = newDigests(paths, r.list)
	}
	return r, nil
}

func newLimits(cfg Config) (limits, error) {
	c, err := charsetNamed(cmp.Or(cfg.Encoding, "utf-8"))
	if err != nil {
		return limits{}, err
	}
	switch {
	case cfg.MaxBytes < 0:
		return limits{}, fmt.Errorf("input size limit of %d bytes, expected 1 or more", cfg.MaxBytes)
	case cfg.MaxRatio < 0:
		return limits{}, fmt.Errorf("expansion limit of %d times, expected 1 or more", cfg.MaxRatio)
	case cfg.MaxMembers < 0:
		return limits{}, fmt.Errorf("limit of %d members, expected 1 or more", cfg.MaxMembers)
	}
	return limits{
		charset:    c,
		maxBytes:   cmp.Or(cfg.MaxBytes, DefaultMaxBytes),
		maxRatio:   cmp.Or(cfg.MaxRatio, DefaultMaxRatio),
		freeBytes:  freeBytes,
		maxMembers: cmp.Or(cfg.MaxMembers, DefaultMaxMembers),
	}, nil
}

func (r *Reader) checkPaths() error {
	if len(r.paths) == 0 && r.list == "" {
		return errors.New("no input path, expected files, folders, globs or - for standard input")
	}
	named := 0
	for i, p := range append(slices.Clip(r.paths), r.list) {
		switch {
		case p == "" && i < len(r.paths):
			return fmt.Errorf("input path %d is empty, expected a file, a folder, a glob or -", i+1)
		case p == "-":
			named++
		}
	}
	switch {
	case named > 1:
		return errors.New("input path - is given twice, but standard input can be read only once")
	case named > 0 && r.stdin == nil:
		return errors.New("input path -, but there is no standard input")
	}
	return r.checkList()
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
				r.warn(d)
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
		for it := range r.find(once) {
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

// warn puts warnings on a document that has been read.
func (r *Reader) warn(d *doc.Document) {
	if r.ids.repeats(d.ID) {
		d.Warnings = append(d.Warnings, fmt.Sprintf("id %q is repeated", d.ID))
	}
	d.Warnings = append(d.Warnings, english.Doubts(d.Text)...)
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

// BytesTotal looks through the paths and gives what BytesRead will come to, as far as it can be known: standard input,
// and a list of paths on it, count 0. It reads no file, and may run beside Documents.
func (r *Reader) BytesTotal(ctx context.Context) int64 {
	var total int64
	for it := range r.find(again) {
		if ctx.Err() != nil {
			break
		}
		if it.source == nil || it.source.stdin {
			continue
		}
		if info, err := r.disk.Stat(it.source.path); err == nil {
			total += info.Size()
		}
	}
	return total
}
