package input

import (
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// readZip yields the documents of a zip archive's members, in the order of its directory.
func readZip(r *Reader, s *source, in *stream, yield yield) bool {
	a := r.newArchive(s, in)
	at, size, done, err := in.random()
	if err != nil {
		return yield(nil, s.fail(err))
	}
	defer done()
	z, err := openZip(at, size)
	if err != nil {
		return yield(nil, a.broken(err))
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := a.next(f.Name); err != nil {
			return yield(nil, s.fail(err))
		}
		if !a.zipMember(f, yield) {
			return false
		}
	}
	return true
}

func (a *archive) zipMember(f *zip.File, yield yield) bool {
	var member io.ReadCloser
	open := func() (in io.Reader, err error) {
		if f.Flags&1 != 0 {
			return nil, errors.New("encrypted, expected a member that can be read without a password")
		}
		member, err = f.Open()
		if errors.Is(err, zip.ErrAlgorithm) {
			err = fmt.Errorf("compression method %d, expected stored, deflate or zstd", f.Method)
		}
		return member, err
	}
	defer func() {
		if member != nil {
			member.Close()
		}
	}()
	return a.member(f.Name, f.Mode().Type(), open, yield)
}

// maxDirectory is the largest directory of a zip archive that is read, in bytes; in memory it is some eight times as
// large. It has room for the names of half a million members.
const maxDirectory = 64 << 20

func openZip(at io.ReaderAt, size int64) (*zip.Reader, error) {
	directory := &limitedAt{at: at, left: maxDirectory}
	z, err := zip.NewReader(directory, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	directory.left = -1
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(maxWindow)))
	return z, nil
}

// limitedAt fails once more than a number of bytes were read. Less than 0 is no limit.
type limitedAt struct {
	at   io.ReaderAt
	left int64
}

func (l *limitedAt) ReadAt(p []byte, off int64) (int, error) {
	if l.left < 0 {
		return l.at.ReadAt(p, off)
	}
	n, err := l.at.ReadAt(p, off)
	if l.left -= int64(n); l.left < 0 {
		l.left = 0
		return 0, fmt.Errorf("its directory is larger than %d bytes, expected a smaller archive, or a tar archive",
			maxDirectory)
	}
	return n, err
}
