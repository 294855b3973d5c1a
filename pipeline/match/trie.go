package match

import "math/bits"

// A trie holds all phrases as paths of word numbers. Its nodes are numbers from 1; an edge costs 15 to 24 bytes once
// frozen.
type trie struct {
	roots   [2][]uint32 // by root and first word: a node, 0 for none
	edges   edges       // of the words after the first
	outputs []uint32    // by node: 1 + index of its first entry, 0 for none
	entries []entry
}

// A root is one of two: below exact the words stand as written, below lower in lower case.
type root uint8

const (
	exactRoot root = iota
	lowerRoot
)

// An entry is a phrase that ends at a node.
type entry struct {
	owner uint32 // index into Matcher.owners
	line  uint32 // 1-based
	next  uint32 // 1 + index of the node's next entry, 0 for none
}

// newTrie returns a trie with room for some phrases.
func newTrie(size int) *trie {
	t := &trie{edges: newEdges(64 + size/2), outputs: make([]uint32, 1, 1+size), entries: make([]entry, 0, size)}
	t.roots[exactRoot] = make([]uint32, 0, 1+size)
	return t
}

// add enters a phrase of one owner below a root. A phrase that its owner has already keeps its first line.
func (t *trie) add(r root, words []uint32, owner, line uint32) {
	node := t.addFirst(r, words[0])
	for _, w := range words[1:] {
		next := t.edges.find(node, w)
		if next == 0 {
			next = t.newNode()
			t.edges.add(node, w, next)
		}
		node = next
	}
	at := &t.outputs[node]
	for *at != 0 {
		e := &t.entries[*at-1]
		if e.owner == owner {
			return
		}
		at = &e.next
	}
	// Appending may move the entries, so the link is set first.
	*at = uint32(len(t.entries) + 1)
	t.entries = append(t.entries, entry{owner: owner, line: line})
}

func (t *trie) newNode() uint32 {
	t.outputs = append(t.outputs, 0)
	return uint32(len(t.outputs) - 1)
}

// addFirst returns the node of a first word, and makes it where it is missing.
func (t *trie) addFirst(r root, word uint32) uint32 {
	nodes := t.roots[r]
	if missing := int(word) + 1 - len(nodes); missing > 0 {
		nodes = append(nodes, make([]uint32, missing)...)
		t.roots[r] = nodes
	}
	if nodes[word] == 0 {
		nodes[word] = t.newNode()
	}
	return nodes[word]
}

// first returns the node that a first word leads to, 0 for none.
func (t *trie) first(r root, word uint32) uint32 {
	if int(word) >= len(t.roots[r]) {
		return 0
	}
	return t.roots[r][word]
}

// freeze cuts what was reserved for growth.
func (t *trie) freeze() {
	if 2*t.edges.count < len(t.edges.keys) {
		t.edges = t.edges.resized(t.edges.count + t.edges.count/4 + 1)
	}
	t.outputs = append([]uint32(nil), t.outputs...)
	t.entries = append([]entry(nil), t.entries...)
}

// edges is a hash table from (node, word) to a node, with open addressing.
type edges struct {
	keys  []uint64 // node<<32 | word, 0 for a free slot
	nodes []uint32
	count int
}

func newEdges(slots int) edges {
	return edges{keys: make([]uint64, slots), nodes: make([]uint32, slots)}
}

// slot returns where a key is, or where it belongs.
func (e *edges) slot(key uint64) int {
	// Fibonacci hashing, then the high product scales it to the table's size.
	h := (key ^ key>>32*0xff51afd7ed558ccd) * 0x9e3779b97f4a7c15
	h ^= h >> 29
	hi, _ := bits.Mul64(h*0xbf58476d1ce4e5b9, uint64(len(e.keys)))
	i := int(hi)
	for e.keys[i] != 0 && e.keys[i] != key {
		if i++; i == len(e.keys) {
			i = 0
		}
	}
	return i
}

func (e *edges) find(node, word uint32) uint32 {
	return e.nodes[e.slot(uint64(node)<<32|uint64(word))]
}

// add enters an edge that is not there.
func (e *edges) add(node, word, to uint32) {
	if e.count*4 >= len(e.keys)*3 {
		*e = e.resized(2 * len(e.keys))
	}
	e.put(uint64(node)<<32|uint64(word), to)
}

func (e *edges) put(key uint64, to uint32) {
	i := e.slot(key)
	e.keys[i], e.nodes[i] = key, to
	e.count++
}

func (e *edges) resized(slots int) edges {
	n := newEdges(slots)
	for i, key := range e.keys {
		if key != 0 {
			n.put(key, e.nodes[i])
		}
	}
	return n
}
