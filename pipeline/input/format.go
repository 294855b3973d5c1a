package input

import (
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"roster/pipeline/doc"
)

// A format turns the bytes of a source, decompressed, into documents. It reads no further than the last one wanted,
// and gives an *Error for each document that it cannot make.
type format struct {
	name       string
	extensions []string
	read       readFunc
}

type readFunc func(s *source, in io.Reader, lim limits) iter.Seq2[*doc.Document, error]

var formats = []*format{
	{"text", []string{".txt", ".text"}, whole(plainText)},
	{"markdown", []string{".md", ".markdown"}, whole(plainText)},
	{"html", []string{".html", ".htm", ".xhtml"}, whole(htmlText)},
	{"jsonl", []string{".jsonl", ".ndjson"}, readLines},
}

// formatNamed returns the format of that name, nil for auto.
func formatNamed(name string) (*format, error) {
	if name == "" || name == "auto" {
		return nil, nil
	}
	names := []string{"auto"}
	for _, f := range formats {
		if f.name == name {
			return f, nil
		}
		names = append(names, f.name)
	}
	return nil, fmt.Errorf("unknown input format %q, expected one of %s", name, strings.Join(names, ", "))
}

// formatOf returns the format of a file name without .gz and the like, nil if its extension is unknown.
func formatOf(name string) *format {
	ext := strings.ToLower(filepath.Ext(name))
	for _, f := range formats {
		if slices.Contains(f.extensions, ext) {
			return f
		}
	}
	return nil
}

// extensions lists all known ones, for messages.
func extensions() string {
	var all []string
	for _, f := range formats {
		all = append(all, f.extensions...)
	}
	return strings.Join(all, " ")
}

// whole makes a reader of documents out of a function from a file's bytes to its text.
func whole(text func([]byte, charset) (string, error)) readFunc {
	read := func(in io.Reader, lim limits) (string, error) {
		b, err := io.ReadAll(io.LimitReader(in, lim.maxBytes+1))
		if err != nil {
			return "", err
		}
		if int64(len(b)) > lim.maxBytes {
			return "", errTooLarge(lim.maxBytes)
		}
		s, err := text(b, lim.charset)
		if err != nil {
			return "", err
		}
		return s, checkText(s)
	}
	return func(s *source, in io.Reader, lim limits) iter.Seq2[*doc.Document, error] {
		return func(yield func(*doc.Document, error) bool) {
			text, err := read(in, lim)
			if err != nil {
				yield(nil, s.fail(err))
				return
			}
			yield(&doc.Document{ID: s.id, Path: s.path, Text: text}, nil)
		}
	}
}

func errTooLarge(limit int64) error {
	return fmt.Errorf("too large, expected at most %d bytes in a document", limit)
}

// A source is a stream of bytes that holds documents.
type source struct {
	path   string // as errors name it
	id     string // the id of the file: of its document, or what stands before the line number
	format *format
	unpack func(io.Reader) (io.ReadCloser, error)
	stdin  io.Reader // nil for a file
	named  int       // index of the path that led to it
}

// newSource returns the source of a file, in the format of its extension if none is given.
func newSource(path, id string, f *format) *source {
	name, unpack := path, plain
	for ext, u := range unpackers {
		if strings.EqualFold(filepath.Ext(path), ext) {
			name, unpack = strings.TrimSuffix(path, filepath.Ext(path)), u
		}
	}
	if f == nil {
		f = formatOf(name)
	}
	return &source{path: path, id: strings.ToValidUTF8(id, "\uFFFD"), format: f, unpack: unpack}
}

func (r *Reader) stdinSource() *source {
	f := r.format
	if f == nil {
		f = formats[0]
	}
	return &source{path: "stdin", id: "stdin", format: f, unpack: plain, stdin: r.stdin}
}

// open gives the decompressed bytes. What is read as stored goes through wrap.
func (s *source) open(wrap func(io.Reader) io.Reader) (io.ReadCloser, error) {
	if s.stdin != nil {
		return s.unpack(wrap(s.stdin))
	}
	file, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	in, err := s.unpack(wrap(file))
	if err != nil {
		file.Close()
		return nil, err
	}
	return &unpacked{in, file}, nil
}

// size returns the bytes as stored, 0 where they are unknown.
func (s *source) size() int64 {
	info, err := os.Stat(s.path)
	if s.stdin != nil || err != nil {
		return 0
	}
	return info.Size()
}

// unpacked closes the file with its decompressor.
type unpacked struct {
	io.ReadCloser
	file *os.File
}

func (u *unpacked) Close() error {
	u.ReadCloser.Close()
	return u.file.Close()
}

var unpackers = map[string]func(io.Reader) (io.ReadCloser, error){".gz": gunzip, ".zst": unzstd}

func plain(in io.Reader) (io.ReadCloser, error) { return io.NopCloser(in), nil }

func gunzip(in io.Reader) (io.ReadCloser, error) {
	z, err := gzip.NewReader(in)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("expected gzip data: %w", err)
	}
	return &compressed{z, "gzip"}, nil
}

// maxWindow is the memory that a zstd file may ask for, in bytes: what the zstd tool allows by default.
const maxWindow = 128 << 20

func unzstd(in io.Reader) (io.ReadCloser, error) {
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, fmt.Errorf("expected zstd data: %w", err)
	}
	return &compressed{z.IOReadCloser(), "zstd"}, nil
}

// compressed names its kind in errors of reading.
type compressed struct {
	io.ReadCloser
	kind string
}

func (c *compressed) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("expected whole %s data: %w", c.kind, err)
	}
	return n, err
}
