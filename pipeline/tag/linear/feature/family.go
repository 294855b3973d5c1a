package feature

import (
	"math"

	"roster/pipeline/tag/linear/wire"
)

// Families tell what kind of text a document is, from its words alone, so that corpora that differ in what they call
// a name can share a model: a document that is like none of them for certain is of no family. It is a naive Bayes
// classifier over the words as written, hashed into familyRows rows.
type Families struct {
	Names []string // family i+1 is Names[i]; 0 is no family
	rows  []int8   // familyRows rows of len(Names) weights, in units of 1/familyScale nats
	prior []int8
}

const (
	familyRows  = 1 << 13
	familyScale = 32
	// familyMargin is how many nats a family must lead the next by. Naive Bayes counts each word as if it stood alone,
	// so its odds are exaggerated; 15 nats take some forty words of evidence.
	familyMargin = 15
	// familyClip bounds what a word can say, in nats.
	familyClip = 3
	// familyWords is how many words of a document are read.
	familyWords = 2000
)

// HashText is the hash by which Families and word caches know a token's text.
func HashText(text string) uint64 { return hashString(text) }

// Infer returns the family of a document, given the hashes of its tokens' texts: 0 where none leads clearly.
func (f *Families) Infer(hashes []uint64) int {
	n := len(f.Names)
	if n < 2 {
		return 0
	}
	var sums [MaxFamilies]int
	for i, p := range f.prior {
		sums[i] = int(p)
	}
	for _, h := range hashes[:min(len(hashes), familyWords)] {
		row := f.rows[int(h%familyRows)*n:][:n]
		for i, w := range row {
			sums[i] += int(w)
		}
	}
	best, second := 0, 1
	if sums[1] > sums[0] {
		best, second = 1, 0
	}
	for i := 2; i < n; i++ {
		if sums[i] > sums[best] {
			best, second = i, best
		} else if sums[i] > sums[second] {
			second = i
		}
	}
	if sums[best]-sums[second] < familyMargin*familyScale {
		return 0
	}
	return best + 1
}

// MaxFamilies is the most families that a model can have.
const MaxFamilies = 8

// A FamilyCounter learns Families from documents of known family.
type FamilyCounter struct {
	names  []string
	counts [][]float64 // family → row
	totals []float64
}

// NewFamilyCounter counts for the given families.
func NewFamilyCounter(names []string) *FamilyCounter {
	c := &FamilyCounter{names: names, totals: make([]float64, len(names))}
	for range names {
		c.counts = append(c.counts, make([]float64, familyRows))
	}
	return c
}

// Add counts the words of a document of family f, numbered from 1.
func (c *FamilyCounter) Add(f int, hashes []uint64) {
	for _, h := range hashes[:min(len(hashes), familyWords)] {
		c.counts[f-1][h%familyRows]++
		c.totals[f-1]++
	}
}

// Families returns the classifier: for each word its log probability in each family, against the mean over the
// families. All families are taken to be equally likely.
func (c *FamilyCounter) Families() *Families {
	n := len(c.names)
	f := &Families{Names: c.names, rows: make([]int8, familyRows*n), prior: make([]int8, n)}
	for row := range familyRows {
		mean := 0.0
		logs := make([]float64, n)
		for i := range logs {
			logs[i] = math.Log((c.counts[i][row] + 1) / (c.totals[i] + familyRows))
			mean += logs[i] / float64(n)
		}
		for i, l := range logs {
			f.rows[row*n+i] = int8(math.Round(max(-familyClip, min(familyClip, l-mean)) * familyScale))
		}
	}
	return f
}

// AppendBinary appends the classifier in the form that ReadFamilies takes.
func (f *Families) AppendBinary(dst []byte) []byte {
	dst = wire.AppendUint(dst, len(f.Names))
	for _, name := range f.Names {
		dst = wire.AppendString(dst, name)
	}
	for _, w := range append(f.prior[:len(f.prior):len(f.prior)], f.rows...) {
		dst = append(dst, byte(w))
	}
	return dst
}

// ReadFamilies takes a classifier off r; the error is r's.
func ReadFamilies(r *wire.Reader) *Families {
	f := &Families{}
	n := int(r.Uint(MaxFamilies))
	for range n {
		f.Names = append(f.Names, r.String())
	}
	for _, b := range r.Bytes(n) {
		f.prior = append(f.prior, int8(b))
	}
	rows := r.Bytes(n * familyRows)
	f.rows = make([]int8, len(rows))
	for i, b := range rows {
		f.rows[i] = int8(b)
	}
	return f
}
