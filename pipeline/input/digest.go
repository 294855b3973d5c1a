package input

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"
)

// An Input is what one of a Reader's paths, or its list of paths, has led to.
type Input struct {
	Path   string `json:"path"`
	Files  int    `json:"files"`  // that could be opened and unpacked
	Bytes  int64  `json:"bytes"`  // as stored
	SHA256 string `json:"sha256"` // see Reader.Inputs
}

// Inputs says what was read, a path each, where Config.Digest asks for it. The hash of a file or of standard input is
// that of its bytes as stored. The hash of a folder, pattern or list is that of a line for each of its files, in order,
// as sha256sum prints them: the file's hash, two blanks, its path. It must not be called while Documents runs.
func (r *Reader) Inputs() []Input {
	out := make([]Input, len(r.inputs))
	for i, d := range r.inputs {
		out[i] = d.Input
		if out[i].SHA256 == "" {
			out[i].SHA256 = hex.EncodeToString(d.list.Sum(nil))
		}
	}
	return out
}

// A digest sums up the files of one path.
type digest struct {
	Input
	list hash.Hash // of the files' lines
}

// newDigests returns one for each path, and one for the list where there is one.
func newDigests(paths []string, list string) []digest {
	if list != "" {
		paths = append(slices.Clip(paths), list)
	}
	out := make([]digest, len(paths))
	for i, p := range paths {
		out[i] = digest{Input{Path: p}, sha256.New()}
	}
	return out
}

// add counts a file that has been read, or as much of standard input as was.
func (d *digest) add(s *source, f *fileDigest) {
	if !s.stdin {
		io.Copy(io.Discard, f) // what its format had no need to read; an error was given before
	}
	sum := hex.EncodeToString(f.hash.Sum(nil))
	d.Files++
	d.Bytes += f.bytes
	if s.path == d.Path || s.stdin {
		d.SHA256 = sum
		return
	}
	fmt.Fprintf(d.list, "%s  %s\n", sum, s.path)
}

// A fileDigest hashes what is read of a file.
type fileDigest struct {
	in    io.Reader
	hash  hash.Hash
	bytes int64
}

func newFileDigest(in io.Reader) *fileDigest { return &fileDigest{in: in, hash: sha256.New()} }

func (f *fileDigest) Read(p []byte) (int, error) {
	n, err := f.in.Read(p)
	f.hash.Write(p[:n])
	f.bytes += int64(n)
	return n, err
}
