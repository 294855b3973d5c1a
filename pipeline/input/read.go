package input

import (
	"bufio"
	"bytes"
	"context"
	"slices"
)

// readSource yields the documents of a file or of standard input.
func (r *Reader) readSource(ctx context.Context, s *source, yield yield) bool {
	from := &stored{ctx: ctx, read: &r.read}
	in := &stream{Reader: from, stored: from}
	if s.stdin {
		from.in = r.stdin
	} else {
		f, err := r.disk.Open(s.path)
		if err != nil {
			return yield(nil, s.fail(err))
		}
		defer f.Close()
		from.in = f
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			in.at, in.size = storedAt{from, f}, info.Size()
		}
	}
	if r.inputs != nil {
		from.file = newFileDigest(from.in)
		from.in = from.file
	}
	if s.stdin {
		in.Reader = s.sniffPacking(in)
	}
	if !r.readStream(s, in, yield) {
		return false
	}
	if ctx.Err() == nil {
		r.finish(s, in)
	}
	return true
}

// finish sums up a source that was read.
func (r *Reader) finish(s *source, in *stream) {
	if from := in.stored; from.file != nil {
		r.inputs[s.named].add(s, from.file)
	}
	if in.at != nil {
		r.read.Add(in.size - in.stored.n) // what was passed over, or less what was read twice
	}
}

// readStream yields the documents of a source as it is stored.
func (r *Reader) readStream(s *source, in *stream, yield yield) bool {
	out, done, err := r.unpacked(s, in)
	if err != nil {
		return yield(nil, s.fail(err))
	}
	defer done()
	if s.format == nil {
		out.Reader = s.sniffFormat(out)
	}
	return s.format.read(r, s, out, yield)
}

// stdinSource returns standard input as a source. How it is compressed shows when it is read, and its format too
// where none is given.
func (r *Reader) stdinSource() *source {
	return &source{path: "stdin", id: "stdin", format: r.format, stdin: true}
}

// sniffPacking finds out what in is compressed with and returns all of it.
func (s *source) sniffPacking(in *stream) *bufio.Reader {
	b := bufio.NewReader(in.Reader)
	head, _ := b.Peek(4) // an error comes again when it is read
	for _, p := range packings {
		if bytes.HasPrefix(head, []byte(p.magic)) {
			s.unpack = p
		}
	}
	return b
}

// sniffFormat finds out whether in is a tar archive, else takes it for text. It returns all of it.
func (s *source) sniffFormat(in *stream) *bufio.Reader {
	const mark = "ustar"
	const offset = 257
	b := bufio.NewReader(in.Reader)
	head, _ := b.Peek(offset + len(mark))
	name := "text"
	if bytes.HasSuffix(head, []byte(mark)) && len(head) == offset+len(mark) {
		name = "tar"
	}
	s.format = formats[slices.IndexFunc(formats, func(f *format) bool { return f.name == name })]
	return b
}
