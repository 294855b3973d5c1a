package feature

// Most features that a document gives to a token are of templates with few values. Those have numbers below Numbers
// beside their hashes, by which a tagger finds their weights in a plain table.

// bits of the values of each numbered template: how many the lowest byte takes, how many the byte above, and so on.
var valueBits = map[template][4]uint8{
	tStart: {4, 2}, tLook: {4, 4}, tGlued: {4, 2}, tTopic: {4, 8},
	tAlone: {4, 4}, tFirst: {4, 4}, tLater: {4, 4}, tListsBefore: {4, 4}, tListsAfter: {4, 4},
	tForms1: {4, 2, 2, 2}, tUppers: {4, 2}, tStoodAfter: {4}, tStoodBefore: {4}, tSpelt: {4}, tNameInLower: {2},
	tOwnTag: {5}, tTopVote: {1, 3}, tTopVoteTag: {5, 1, 3}, tTopVoteCount: {2, 3}, tSame: {3}, tSameTag: {5, 3},
	tWithin: {3}, tWithinTag: {5, 3}, tTagBefore: {5}, tTagAfter: {5},
}

// A numbering is where the numbers of a template begin, and by how much each byte of a value is shifted to leave no
// gaps.
type numbering struct {
	base  uint32
	shift [4]uint8
}

const (
	firstNumbered = tStart
	lastNumbered  = tTagAfter
)

// numberings are by template, from firstNumbered on; numbered are the hashes by number.
var numberings, numbered = func() (at [lastNumbered - firstNumbered + 1]numbering, hashes []uint64) {
	for t := firstNumbered; t <= lastNumbered; t++ {
		if widths, ok := valueBits[t]; ok {
			at[t-firstNumbered], hashes = appendNumbers(hashes, t, widths)
		}
	}
	return at, hashes
}()

// appendNumbers numbers the values of a template and appends their hashes.
func appendNumbers(hashes []uint64, t template, widths [4]uint8) (numbering, []uint64) {
	n := numbering{base: uint32(len(hashes))}
	total := uint8(0)
	for i, w := range widths {
		n.shift[i] = 8*uint8(i) - total
		total += w
	}
	for v := range uint64(1) << total {
		value, rest := uint64(0), v
		for i, w := range widths {
			value |= rest & (1<<w - 1) << (8 * i)
			rest >>= w
		}
		hashes = append(hashes, of(t, value))
	}
	return n, hashes
}

// Numbers is how many features have numbers.
func Numbers() int { return len(numbered) }

// Numbered returns the hash of the feature that has a number.
func Numbered(n int) uint64 { return numbered[n] }

// number is that of a template's feature, whose value's bytes are within valueBits.
func number(t template, value uint64) uint64 {
	n := &numberings[t-firstNumbered]
	return uint64(n.base) + value&0xff + value&0xff00>>(n.shift[1]&31) +
		value&0xff0000>>(n.shift[2]&31) + value&0xff000000>>(n.shift[3]&31)
}

// code is the feature of a numbered template with a value: its number where d.numbers is set, else its hash.
func (d *Document) code(t template, value uint64) uint64 {
	if d.numbers {
		return number(t, value)
	}
	return of(t, value)
}

// AppendContextNumbers is AppendContext with numbers in place of the hashes of those features that have one. No hash is
// below Numbers, but for a chance of 1 in 10^15.
func (d *Document) AppendContextNumbers(dst []uint64, i int) []uint64 {
	d.numbers = true
	dst = d.AppendContext(dst, i)
	d.numbers = false
	return dst
}

// AppendVoteNumbers is AppendVotes with the numbers of the features.
func (d *Document) AppendVoteNumbers(dst []uint64, i int) []uint64 {
	d.numbers = true
	dst = d.AppendVotes(dst, i)
	d.numbers = false
	return dst
}
