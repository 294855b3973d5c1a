package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"testing"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/tagset"
	"roster/pipeline/tag/linear/wire"
)

// small is a model with something in every section.
func small() *Model {
	b := feature.NewBuilder(nil)
	b.AddWord("são", feature.WordClass{Cluster: [feature.Levels]uint16{3, 200, 1000, 4000}, Rank: 7})
	b.AddWord("paulo", feature.WordClass{Cluster: [feature.Levels]uint16{3, 201, 1001, 4001}, Rank: 9})
	b.AddName("Łukasz")
	b.AddPhrase([]string{"São", "Paulo"}, feature.City)
	c := feature.NewFamilyCounter([]string{"wire", "news"})
	c.Add(1, []uint64{1, 2, 3})
	rng := rand.New(rand.NewPCG(1, 2))
	var keys []uint32
	var rows []Row
	for k := uint32(1); k < 4_000_000_000; k += 40_000_000 + rng.Uint32N(1000) {
		row := Neutral
		for t := range tagset.Count {
			row.Set(tagset.Tag(t), rng.IntN(255)-127)
		}
		keys, rows = append(keys, k), append(rows, row)
	}
	m := &Model{Name: "klein", Note: "Prüfmodell", Lexicon: b.Build(), Families: c.Families(),
		Weights: NewWeights(keys, rows), Word: 11, Edge: 12, Plain: -7, Inner: 34, Slope: 0.5, Offset: -0.25}
	m.Moves[3].Begin[1][2], m.Moves[4].Go[5][2] = -300, 77
	return m
}

func encoded(t testing.TB) []byte {
	data, err := small().Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRoundTrip(t *testing.T) {
	data := encoded(t)
	m, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	want := small()
	if m.Name != want.Name || m.Note != want.Note || m.Word != want.Word || m.Edge != want.Edge || m.Plain != want.Plain || m.Inner != want.Inner ||
		m.Slope != want.Slope || m.Offset != want.Offset || m.Moves != want.Moves {
		t.Errorf("read %+v, want %+v", m, want)
	}
	for k, row := range want.Weights.All() {
		if got := m.Weights.Find(uint64(k) << 32); *got != row {
			t.Fatalf("key %d: row %v, want %v", k, got, row)
		}
	}
	if *m.Weights.Find(0xdeadbeef << 32) != Neutral {
		t.Error("a feature that was not stored is found")
	}
	again, err := m.Encode()
	if err != nil || !bytes.Equal(again, data) {
		t.Errorf("encoding again gives %d other bytes, error %v", len(again), err)
	}
}

func TestFaultyFiles(t *testing.T) {
	good := encoded(t)
	changed := func(f func(b []byte) []byte) []byte { return f(bytes.Clone(good)) }
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrNotModel},
		{"text", []byte("Grüße aus Köln, dies ist kein Modell, sondern ein Text."), ErrNotModel},
		{"header alone", good[:20], ErrDamaged},
		{"truncated", good[:len(good)-1], ErrDamaged},
		{"longer", append(bytes.Clone(good), 'é'), ErrDamaged},
		{"newer", changed(func(b []byte) []byte { binary.LittleEndian.PutUint32(b[8:], Version+1); return b }), ErrVersion},
		{"bit flipped", changed(func(b []byte) []byte { b[len(b)/2] ^= 4; return b }), ErrDamaged},
		{"checksum flipped", changed(func(b []byte) []byte { b[20] ^= 1; return b }), ErrDamaged},
	}
	for _, test := range tests {
		if _, err := Read(test.data); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}

func TestWeightsBelowTheirRange(t *testing.T) {
	m := small()
	m.Weights.rows[len(m.Weights.rows)-1][1] &^= 0xff // the least byte stands for -128
	if err := new(Model).decode(wire.NewReader(m.appendBody(nil))); err == nil {
		t.Error("a weight of -128 is read")
	}
}

// FuzzBody reads bodies that pass the checksum, as a faulty writer or an attacker would make them.
func FuzzBody(f *testing.F) {
	body := small().appendBody(nil)
	f.Add(body)
	f.Add(body[:len(body)/2])
	f.Add([]byte("ä"))
	f.Fuzz(func(t *testing.T, body []byte) {
		m := &Model{}
		if err := m.decode(wire.NewReader(body)); err != nil {
			return
		}
		m.Weights.Find(12345)
		m.Lexicon.NewWord("Zürich")
	})
}

func FuzzRead(f *testing.F) {
	f.Add(encoded(f))
	f.Add([]byte("ROSTERLMé"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Read(data); (m == nil) == (err == nil) {
			t.Errorf("model %v with error %v", m, err)
		}
	})
}
