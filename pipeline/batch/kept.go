package batch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/emit"
)

// Kept is what an earlier run made of a document that has not changed: its record or its failure. It is an error so
// that a document which comes with it passes through the pipeline as it is.
type Kept struct {
	line    []byte // the record, with its line end
	failure *Failure
}

// Error says that there is nothing to do.
func (*Kept) Error() string { return "unchanged" }

// An oldRun finds the records and failures of an earlier run, by document. It holds some 40 bytes a document.
type oldRun struct {
	dir      string
	shards   []Shard
	records  map[uint64]place // by the first bytes of recordKey
	failures map[[32]byte]*Failure

	open *os.File // the shard read last
}

// A place is where a record stands, with its line end.
type place struct {
	offset int64
	shard  int32
	length int32
}

// openOldRun indexes the shards that are whole, and the failures if they are to be kept.
func openOldRun(dir string, m *Manifest, failures bool) (*oldRun, error) {
	o := &oldRun{dir: dir, shards: m.Shards, records: map[uint64]place{}, failures: map[[32]byte]*Failure{}}
	for i := range m.Shards {
		if err := o.index(i); err != nil {
			return nil, err
		}
	}
	if !failures {
		return o, nil
	}
	return o, o.indexFailures()
}

// index adds the records of a shard, unless its file is not what the manifest says.
func (o *oldRun) index(number int) error {
	f, err := os.Open(filepath.Join(o.dir, o.shards[number].Name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	hash := sha256.New()
	found := map[uint64]place{}
	in := bufio.NewReaderSize(io.TeeReader(f, hash), 256<<10)
	for offset := int64(0); ; {
		line, err := in.ReadBytes('\n')
		if r, ok := readRecord(line); ok {
			key := short(recordKey(r.id, r.SHA256, string(r.Source)))
			if _, twice := found[key]; !twice {
				found[key] = place{offset, int32(number), int32(len(line))}
			}
		}
		offset += int64(len(line))
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if hex.EncodeToString(hash.Sum(nil)) != o.shards[number].SHA256 {
		return nil
	}
	for key, p := range found {
		if _, twice := o.records[key]; !twice {
			o.records[key] = p
		}
	}
	return nil
}

// indexFailures adds the failures of documents that could be read.
func (o *oldRun) indexFailures() error {
	b, err := os.ReadFile(filepath.Join(o.dir, FailuresName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for line := range bytes.Lines(b) {
		var f Failure
		if json.Unmarshal(line, &f) == nil && f.SHA256 != nil {
			o.failures[recordKey(f.ID, *f.SHA256, "")] = &f
		}
	}
	return err
}

// find returns a *Kept with what there is of a document as it was read, else nil.
func (o *oldRun) find(d *doc.Document) error {
	if o == nil {
		return nil
	}
	key := documentKey(d)
	if p, ok := o.records[short(key)]; ok {
		line := o.read(p)
		r, ok := readRecord(line)
		if ok && recordKey(r.id, r.SHA256, string(r.Source)) == key && slices.Equal(r.Warnings, d.Warnings) {
			return &Kept{line: line}
		}
		return nil
	}
	text := sha256.Sum256([]byte(d.Text))
	if f := o.failures[recordKey(d.ID, hex.EncodeToString(text[:]), "")]; f != nil {
		return &Kept{failure: f}
	}
	return nil
}

// read returns the bytes of a record, nil where they cannot be read any more.
func (o *oldRun) read(p place) []byte {
	name := filepath.Join(o.dir, o.shards[p.shard].Name)
	if o.open == nil || o.open.Name() != name {
		o.close()
		f, err := os.Open(name)
		if err != nil {
			return nil
		}
		o.open = f
	}
	line := make([]byte, p.length)
	if _, err := o.open.ReadAt(line, p.offset); err != nil {
		return nil
	}
	return line
}

// close closes the shard read last.
func (o *oldRun) close() {
	if o != nil && o.open != nil {
		o.open.Close()
		o.open = nil
	}
}

func short(key [32]byte) uint64 { return binary.LittleEndian.Uint64(key[:]) }

// A keptRecord is what of a document record says which text it was made of.
type keptRecord struct {
	id       string
	SHA256   string          `json:"sha256"`
	Warnings []string        `json:"warnings"`
	Source   json.RawMessage `json:"source"`
}

var (
	idStart   = []byte(`{"id":`)
	metaStart = []byte(`,"meta":`) // in no string: there quotes have a backslash before them
)

// readRecord reads a line that package emit has written as a document record.
func readRecord(line []byte) (r keptRecord, ok bool) {
	meta := bytes.Index(line, metaStart)
	if meta < 0 || !bytes.HasPrefix(line, idStart) || !bytes.HasSuffix(line, []byte("}\n")) {
		return r, false
	}
	err := json.NewDecoder(bytes.NewReader(line[len(idStart):meta])).Decode(&r.id)
	if err == nil {
		err = json.Unmarshal(line[meta+len(metaStart):len(line)-len("}\n")], &r)
	}
	return r, err == nil && r.SHA256 != ""
}

// countLabels adds the mentions of a document record, by label.
func countLabels(line []byte, mentions map[string]int) {
	line = line[:bytes.Index(line, metaStart)]
	for _, l := range emit.Labels {
		if n := bytes.Count(line, fmt.Appendf(nil, `"label":"%s","score":`, l)); n > 0 {
			mentions[string(l)] += n
		}
	}
}
