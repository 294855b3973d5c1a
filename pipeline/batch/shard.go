package batch

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"roster/pipeline/emit"
)

// A shard is being written, under a temporary name.
type shard struct {
	Counts
	dir, name     string
	failuresStart int64 // the length of the failures when it began
	source        hash.Hash

	file    *os.File
	hash    hash.Hash // of the file
	written int64     // to buffer, in bytes
	out     *bufio.Writer
	buffer  io.Writer // counts what goes to out
	writer  emit.Writer
}

func shardName(number int, extension string) string {
	return fmt.Sprintf("part-%05d%s", number, extension)
}

func temporaryName(name string) string { return "." + name + ".tmp" }

func newShard(dir string, number int, failuresStart int64, o Options) (*shard, error) {
	s := &shard{
		Counts:        Counts{Mentions: map[string]int{}},
		dir:           dir,
		name:          shardName(number, o.Extension),
		failuresStart: failuresStart,
		source:        sha256.New(),
		hash:          sha256.New(),
	}
	var err error
	if s.file, err = os.Create(filepath.Join(dir, temporaryName(s.name))); err != nil {
		return nil, err
	}
	out := io.Writer(s.file)
	if o.wrap != nil {
		out = o.wrap(out)
	}
	s.out = bufio.NewWriterSize(io.MultiWriter(out, s.hash), 256<<10)
	s.buffer = counter{s.out, &s.written}
	w, err := o.Writer(s.buffer)
	if err != nil {
		s.discard()
		return nil, err
	}
	s.writer = Guard(w)
	return s, nil
}

// A counter counts the bytes that it passes on.
type counter struct {
	io.Writer
	count *int64
}

func (c counter) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	*c.count += int64(n)
	return n, err
}

// close brings the file to the disk, still under its temporary name, and describes it.
func (s *shard) close() (Shard, error) {
	err := errors.Join(s.writer.Close(), s.out.Flush(), s.file.Sync(), s.file.Close())
	return Shard{
		Name:   s.name,
		Counts: s.Counts,
		Size:   s.written,
		SHA256: hex.EncodeToString(s.hash.Sum(nil)),
		Source: hex.EncodeToString(s.source.Sum(nil)),
	}, err
}

// rename gives the file its name.
func (s *shard) rename() error {
	if err := os.Rename(s.file.Name(), filepath.Join(s.dir, s.name)); err != nil {
		return err
	}
	return syncDir(s.dir)
}

// discard removes the file, if it is still there.
func (s *shard) discard() {
	s.file.Close()
	os.Remove(s.file.Name())
}
