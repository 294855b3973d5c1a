package report

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/index"
)

// mostTogether is how many people the picture of who appears with whom shows: as many names as stand one below another
// on a screen.
const mostTogether = 24

// people remembers in which documents each person stands.
type people struct {
	documents map[int][]int // by number of the entity, ascending
}

func (p *people) add(document int, entities []doc.Entity, numbers []int) {
	if p.documents == nil {
		p.documents = make(map[int][]int)
	}
	for i, e := range entities {
		if n := numbers[i]; e.Label == doc.Person {
			if list := p.documents[n]; len(list) == 0 || list[len(list)-1] != document {
				p.documents[n] = append(list, document)
			}
		}
	}
}

// Together says in how many documents the most named people stand with each other.
type Together struct {
	People []int   `json:"people"` // numbers of entities, so ordered that those of the same documents are near
	Shared [][]int `json:"shared"` // of each person: documents shared with each person before
}

// together returns the picture of the people of most documents among the index's entities. Those who share a document
// with none of the others are left out.
func (p *people) together(entities []index.Entity) Together {
	var chosen []int
	for _, e := range entities {
		if e.Label == doc.Person && len(chosen) < mostTogether {
			chosen = append(chosen, e.Number)
		}
	}
	shared := p.shared(chosen)
	lone := func(i int) bool { return slices.Max(shared[i]) == 0 }
	var some []int
	for i, n := range chosen {
		if !lone(i) {
			some = append(some, n)
		}
	}
	shared = p.shared(some)
	out := Together{People: []int{}, Shared: [][]int{}}
	order := seriate(shared)
	for i, a := range order {
		row := make([]int, i)
		for j, b := range order[:i] {
			row[j] = shared[a][b]
		}
		out.People = append(out.People, some[a])
		out.Shared = append(out.Shared, row)
	}
	return out
}

// shared counts the documents of each pair of people; of a person with itself it counts none.
func (p *people) shared(numbers []int) [][]int {
	out := make([][]int, len(numbers))
	for i, a := range numbers {
		out[i] = make([]int, len(numbers))
		for j, b := range numbers {
			if i != j {
				out[i][j] = common(p.documents[a], p.documents[b])
			}
		}
	}
	return out
}

// common counts the values that two ascending lists share.
func common(a, b []int) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0], b[0]) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// seriate orders the rows of a symmetric matrix so that large values come near its diagonal: chains are joined at
// their ends, the strongest pair first (of equals the earliest), and stand in the order of their first row.
func seriate(weight [][]int) []int {
	type pair struct{ a, b int }
	var pairs []pair
	chains := make([][]int, len(weight)) // by row: the chain that it is in
	for i := range weight {
		chains[i] = []int{i}
		for j := range i {
			if weight[i][j] > 0 {
				pairs = append(pairs, pair{j, i})
			}
		}
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(weight[q.a][q.b], weight[p.a][p.b]), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	for _, p := range pairs {
		if joined := join(chains[p.a], chains[p.b], p.a, p.b); joined != nil {
			for _, i := range joined {
				chains[i] = joined
			}
		}
	}
	var order []int
	placed := make([]bool, len(weight))
	for i, chain := range chains {
		if !placed[i] {
			order = append(order, chain...)
		}
		for _, k := range chain {
			placed[k] = true
		}
	}
	return order
}

// join returns the two chains as one in which a and b are neighbours; nil where they are one already or a or b is at no
// end.
func join(left, right []int, a, b int) []int {
	end := func(chain []int, v int) bool { return chain[0] == v || chain[len(chain)-1] == v }
	if slices.Contains(left, b) || !end(left, a) || !end(right, b) {
		return nil
	}
	left, right = slices.Clone(left), slices.Clone(right)
	if left[len(left)-1] != a {
		slices.Reverse(left)
	}
	if right[0] != b {
		slices.Reverse(right)
	}
	return append(left, right...)
}
