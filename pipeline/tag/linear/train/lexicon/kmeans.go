package main

import (
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
)

const dimensions = 100

type vector [dimensions]float32

// dot adds up in a fixed order, without fused operations.
func dot(a, b *vector) float32 {
	var s [4]float32
	for i := 0; i < dimensions; i += 4 {
		s[0] += float32(a[i] * b[i])
		s[1] += float32(a[i+1] * b[i+1])
		s[2] += float32(a[i+2] * b[i+2])
		s[3] += float32(a[i+3] * b[i+3])
	}
	return s[0] + s[1] + s[2] + s[3]
}

// normalize gives the vector length 1.
func normalize(v *vector) {
	n := float32(math.Sqrt(float64(dot(v, v)))) + 1e-9
	for i := range v {
		v[i] /= n
	}
}

// center moves the mean of the most frequent vectors to the origin, and gives all of them length 1: what all words
// share tells none apart.
func center(vectors []vector) {
	const frequent = 100_000
	var mean [dimensions]float64
	n := min(frequent, len(vectors))
	for i := range n {
		for d, x := range vectors[i] {
			mean[d] += float64(x) / float64(n)
		}
	}
	for i := range vectors {
		for d := range vectors[i] {
			vectors[i][d] -= float32(mean[d])
		}
		normalize(&vectors[i])
	}
}

const (
	learnFrom = 80_000 // the most frequent words, which the centres are learned from
	rounds    = 6
	seed      = 1
)

// cluster runs spherical k-means from k random vectors and returns the centres and the nearest centre of each vector.
func cluster(vectors []vector, k int) ([]vector, []uint16) {
	rng := rand.New(rand.NewPCG(seed, uint64(k)))
	learn := vectors[:min(learnFrom, len(vectors))]
	centres := make([]vector, k)
	for i, p := range rng.Perm(len(learn) / 2)[:k] {
		centres[i] = learn[p]
	}
	near := make([]uint16, len(vectors))
	for range rounds {
		assign(near[:len(learn)], learn, centres)
		clear(centres)
		for i := range learn {
			for d, x := range learn[i] {
				centres[near[i]][d] += x
			}
		}
		for i := range centres {
			if dot(&centres[i], &centres[i]) == 0 {
				centres[i] = learn[rng.IntN(len(learn))]
			}
			normalize(&centres[i])
		}
	}
	assign(near, vectors, centres)
	return centres, near
}

// assign finds the nearest centre of every vector.
func assign(near []uint16, vectors, centres []vector) {
	var wait sync.WaitGroup
	workers := runtime.NumCPU()
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(vectors); i += workers {
				best := float32(math.Inf(-1))
				for c := range centres {
					if s := dot(&vectors[i], &centres[c]); s > best {
						best, near[i] = s, uint16(c)
					}
				}
			}
		})
	}
	wait.Wait()
}
