// Package model holds what the linear tagger learns, and the file it is kept in.
//
// A model file is, byte by byte (integers are little-endian; "varint" is an unsigned LEB128 number; a string is a
// varint length and UTF-8 bytes; "keys" are a varint count, the first key and then the distance of each key to the one
// before it, as varints):
//
//	 0   8  "ROSTERLM"
//	 8   4  version of the format, Version; files of another version do not load
//	12   4  length of the body
//	16  32  SHA-256 of the body
//	48   …  the body, compressed by Zstandard
//
// The body, uncompressed:
//
//	string   name of the model
//	string   note: what it was trained on, and the terms of use
//	lexicon  feature.Lexicon: 4096 bytes each for the clusters of level 0 and 1 that the clusters of level 3 belong to;
//	         words (keys; a byte each for the rank; for levels 2 and 3 the low and the high bytes of the cluster); names
//	         (keys); phrases (keys; low and high bytes of the lists, a bit each in the order of feature.Lists)
//	families varint count, the names, a signed byte each for the prior, 8192 rows of a signed byte a family
//	weights  keys, then for every tag of package tagset a column of signed bytes, in units of 1/Scale
//	moves    for every transition class 49 16-bit weights from the label before to the label begun, then 28 within a
//	         mention (label; from inside; to end), in units of 1/Scale
//	limits   Word, Edge, Plain, Inner, 16 bit each: see Model
//	2 floats slope and offset of the calibration, 32 bit
package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/tagset"
	"roster/pipeline/tag/linear/wire"
)

// Version is the version of the format, of the tags and of the feature templates: it changes with each of them.
const Version = 1

const (
	magic      = "ROSTERLM"
	headerSize = 48
	// bodyLimit bounds the memory that a file can ask for.
	bodyLimit = 256 << 20
)

// A Model is all that tagging needs. It does not change once made.
type Model struct {
	Name, Note string
	Lexicon    *feature.Lexicon
	Families   *feature.Families
	Weights    *Weights
	Moves      [feature.TransitionClasses]Moves

	// A token whose own word favours O over all other tags by more than Word units is in no mention. Where its word and
	// those around it together do so by more than Edge units (Plain for words that are not feature.Word.Likely), it is
	// neither the first nor the last of one; by more than Inner units, it is in none.
	Word, Edge, Plain, Inner int16

	// The log odds of a mention are Slope times those of its marginal probability, plus Offset.
	Slope, Offset float32

	sum [sha256.Size]byte
}

// Moves are the weights of the transitions into a word of one class.
type Moves struct {
	// Begin[p][n] is added where the label p ends before the word and n begins at it; 0 is no label.
	Begin [tagset.LabelCount][tagset.LabelCount]int16
	// Go[l][2*inside+end] is added where a mention of label l goes on at the word: inside is 1 where the word before is
	// an I and 0 where it is a B; end is 1 where the word is an E.
	Go [tagset.LabelCount][4]int16
}

// Errors that Read wraps.
var (
	ErrNotModel = errors.New("not a model file")
	ErrVersion  = errors.New("unsupported version of the model format")
	ErrDamaged  = errors.New("model file is damaged")
)

// Read decodes a model file.
func Read(data []byte) (*Model, error) {
	body, err := open(data)
	if err != nil {
		return nil, err
	}
	m := &Model{}
	copy(m.sum[:], data[16:headerSize])
	if err := m.decode(wire.NewReader(body)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return m, nil
}

// open checks the header and returns the uncompressed body.
func open(data []byte) ([]byte, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin with %q", ErrNotModel, magic)
	}
	if len(data) < headerSize {
		return nil, fmt.Errorf("%w: %d bytes, the header alone has %d", ErrDamaged, len(data), headerSize)
	}
	if v := binary.LittleEndian.Uint32(data[8:]); v != Version {
		return nil, fmt.Errorf("%w: the file has version %d, this program reads version %d", ErrVersion, v, Version)
	}
	body := data[headerSize:]
	if n := binary.LittleEndian.Uint32(data[12:]); uint64(n) != uint64(len(body)) {
		return nil, fmt.Errorf("%w: %d bytes follow the header, expected %d", ErrDamaged, len(body), n)
	}
	sum := make(chan [sha256.Size]byte, 1)
	go func() { sum <- sha256.Sum256(body) }()
	raw, err := decompress(body)
	if s := <-sum; string(s[:]) != string(data[16:headerSize]) {
		return nil, fmt.Errorf("%w: its checksum does not match", ErrDamaged)
	}
	return raw, err
}

func decompress(body []byte) ([]byte, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(bodyLimit))
	if err != nil {
		return nil, fmt.Errorf("decompress model: %w", err)
	}
	defer z.Close()
	raw, err := z.DecodeAll(body, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return raw, nil
}

func (m *Model) decode(r *wire.Reader) error {
	m.Name, m.Note = r.String(), r.String()
	m.Lexicon = feature.ReadLexicon(r)
	m.Families = feature.ReadFamilies(r)
	m.Weights = readWeights(r)
	for c := range m.Moves {
		m.Moves[c].read(r)
	}
	if t := r.Int16s(4); t != nil {
		m.Word, m.Edge, m.Plain, m.Inner = t[0], t[1], t[2], t[3]
	}
	m.Slope, m.Offset = r.Float(), r.Float()
	if r.Err() == nil && r.Len() > 0 {
		r.Fail("%d bytes too many", r.Len())
	}
	return r.Err()
}

func (v *Moves) read(r *wire.Reader) {
	for i := range v.Begin {
		copy(v.Begin[i][:], r.Int16s(len(v.Begin[i])))
	}
	for i := range v.Go {
		copy(v.Go[i][:], r.Int16s(len(v.Go[i])))
	}
}

// Encode returns the model file; equal models give equal bytes.
func (m *Model) Encode() ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("compress model: %w", err)
	}
	defer z.Close()
	body := z.EncodeAll(m.appendBody(nil), nil)
	out := make([]byte, headerSize, headerSize+len(body))
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[8:], Version)
	binary.LittleEndian.PutUint32(out[12:], uint32(len(body)))
	m.sum = sha256.Sum256(body)
	copy(out[16:], m.sum[:])
	return append(out, body...), nil
}

func (m *Model) appendBody(dst []byte) []byte {
	dst = wire.AppendString(wire.AppendString(dst, m.Name), m.Note)
	dst = m.Lexicon.AppendBinary(dst)
	dst = m.Families.AppendBinary(dst)
	dst = m.Weights.appendBinary(dst)
	for c := range m.Moves {
		for _, row := range m.Moves[c].Begin {
			dst = wire.AppendInt16s(dst, row[:])
		}
		for _, row := range m.Moves[c].Go {
			dst = wire.AppendInt16s(dst, row[:])
		}
	}
	dst = wire.AppendInt16s(dst, []int16{m.Word, m.Edge, m.Plain, m.Inner})
	return wire.AppendFloat(wire.AppendFloat(dst, m.Slope), m.Offset)
}

// Fingerprint identifies the model by its content; it is empty for a model that was neither read nor encoded.
func (m *Model) Fingerprint() string {
	if m.sum == [sha256.Size]byte{} {
		return ""
	}
	return hex.EncodeToString(m.sum[:8])
}
