package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/input"
)

// A Manifest describes a run. It holds no times and no name of a machine: equal runs have equal manifests.
type Manifest struct {
	Identity
	Finished bool    `json:"finished"`
	End              // of a finished run
	Counts   Counts  `json:"counts"`
	Shards   []Shard `json:"shards"`
}

// An Identity is all that the bytes of a run depend on, besides what stands at its paths.
type Identity struct {
	Roster   string            `json:"roster"`   // the program, its version and commit
	Config   string            `json:"config"`   // the hash of the configuration that records show as meta.config
	Rules    string            `json:"rules"`    // the hash of the rules
	Model    string            `json:"model"`    // the engine, and the hash of its model
	Settings map[string]string `json:"settings"` // what the keys of the configuration are set to
	Paths    []string          `json:"paths"`    // what is read
}

// Counts sums up documents.
type Counts struct {
	Documents int            `json:"documents"` // that have a record
	Failed    int            `json:"failed"`
	Bytes     int64          `json:"bytes"`    // of the documents' texts, in UTF-8
	Mentions  map[string]int `json:"mentions"` // by label, as written
}

// End is what is known when everything has been read.
type End struct {
	Inputs  []input.Input  `json:"inputs"`  // what each of Identity.Paths has led to
	Skipped map[string]int `json:"skipped"` // entries of folders that were not read, by reason
}

// orEmpty replaces what is nil, so that JSON has no null.
func (e End) orEmpty() End {
	if e.Inputs == nil {
		e.Inputs = []input.Input{}
	}
	if e.Skipped == nil {
		e.Skipped = map[string]int{}
	}
	return e
}

// A Shard is a file of records.
type Shard struct {
	Name string `json:"name"`
	Counts
	Size     int64  `json:"size"` // of the file, in bytes
	SHA256   string `json:"sha256"`
	Source   string `json:"source"`   // the hash of the ids and texts that were read for it
	Failures Prefix `json:"failures"` // of the failures up to the shard's end
	Partial  bool   `json:"partial,omitempty"`
}

// A Prefix is the first part of a file.
type Prefix struct {
	Size   int64  `json:"size"` // in bytes
	SHA256 string `json:"sha256"`
}

// ErrForeign is the error of a manifest.json that is not of a run.
var ErrForeign = errors.New("not the manifest of a run")

var errDamaged = errors.New("damaged manifest")

func newManifest(id Identity) Manifest {
	return Manifest{Identity: id, End: End{}.orEmpty(), Shards: []Shard{}}
}

// ReadManifest reads the manifest of a folder. Where there is none, the error is fs.ErrNotExist; where it is of
// something else, ErrForeign.
func ReadManifest(folder string) (*Manifest, error) {
	m, err := readManifest(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s: %w", filepath.Join(folder, ManifestName), err)
	}
	return m, err
}

// manifestStart is what a manifest begins with.
const manifestStart = "{\n  \"roster\": "

// readManifest fails with errDamaged on a manifest that has been cut off, with ErrForeign on one of something else.
func readManifest(dir string) (*Manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(b, []byte(manifestStart[:min(len(b), len(manifestStart))])) {
		return nil, ErrForeign
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if m.Shards == nil {
		return nil, ErrForeign
	}
	return &m, nil
}

// isRun reports whether a folder has a manifest.
func isRun(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, ManifestName))
	return err == nil
}

// write replaces the manifest of a directory, and returns when it is on the disk.
func (m *Manifest) write(dir string) error {
	m.Counts = m.total()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return err
	}
	return replaceFile(dir, ManifestName, b.Bytes())
}

func (m *Manifest) total() Counts {
	c := Counts{Mentions: map[string]int{}}
	for _, s := range m.Shards {
		c.add(s.Counts)
	}
	return c
}

// Add counts a document that has a record; labels are those of the mentions that are written.
func (c *Counts) Add(d *doc.Document, labels []doc.Label) {
	c.Documents++
	c.Bytes += int64(len(d.Text))
	for _, m := range d.Mentions {
		if slices.Contains(labels, m.Label) {
			c.Mentions[string(m.Label)]++
		}
	}
}

func (c *Counts) add(o Counts) {
	c.Documents += o.Documents
	c.Failed += o.Failed
	c.Bytes += o.Bytes
	for label, n := range o.Mentions {
		c.Mentions[label] += n
	}
}

// failures returns what of failures.jsonl belongs to the shards.
func (m *Manifest) failures() Prefix {
	if len(m.Shards) == 0 {
		return Prefix{}
	}
	return m.Shards[len(m.Shards)-1].Failures
}

// whole counts the full shards at the start of which the files, and the failures up to their ends, are as described.
func (m *Manifest) whole(dir string) (int, error) {
	failures, err := os.Open(filepath.Join(dir, FailuresName))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer failures.Close()
	hash := sha256.New()
	var at int64
	for i, s := range m.Shards {
		if s.Partial {
			return i, nil
		}
		n, err := io.CopyN(hash, failures, s.Failures.Size-at)
		at += n
		if err == io.EOF || err == nil && hex.EncodeToString(hash.Sum(nil)) != s.Failures.SHA256 {
			return i, nil
		}
		if err != nil {
			return 0, err
		}
		sum, err := hashFile(filepath.Join(dir, s.Name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, err
		}
		if sum != s.SHA256 {
			return i, nil
		}
	}
	return len(m.Shards), nil
}

// hashFile returns the SHA-256 of a file, in hexadecimal.
func hashFile(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// Changes says in which points another identity differs, a line each.
func (id Identity) Changes(now Identity) []string {
	changes := id.parts(now)
	for _, key := range keysOf(id.Settings, now.Settings) {
		changes = appendChange(changes, key, id.Settings[key], now.Settings[key])
	}
	changes = appendChange(changes, "paths", fmt.Sprintf("%q", id.Paths), fmt.Sprintf("%q", now.Paths))
	if len(changes) == 0 {
		changes = appendChange(changes, "config", id.Config, now.Config) // of which nothing else says what it is
	}
	return changes
}

// sameRecords reports whether a text has the same record.
func (id Identity) sameRecords(now Identity) bool {
	return len(id.parts(now)) == 0 && id.Config == now.Config
}

// parts is Changes, of what is not set by keys.
func (id Identity) parts(now Identity) []string {
	var changes []string
	changes = appendChange(changes, "roster", id.Roster, now.Roster)
	changes = appendChange(changes, "model", id.Model, now.Model)
	return appendChange(changes, "rules", id.Rules, now.Rules)
}

func appendChange(changes []string, name, was, is string) []string {
	if was == is {
		return changes
	}
	return append(changes, fmt.Sprintf("%s: was %s, is %s", name, was, is))
}

// keysOf lists the keys of two maps, sorted.
func keysOf(a, b map[string]string) []string {
	both := map[string]string{}
	maps.Copy(both, a)
	maps.Copy(both, b)
	return slices.Sorted(maps.Keys(both))
}
