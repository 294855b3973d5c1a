package prose

import (
	"bytes"
	"encoding/gob"
	"fmt"

	"github.com/jdkato/prose/v2"
)

// A model gives parts of speech, then names. It is read-only.
type model struct {
	speech speechTagger
	names  classifier
}

// label returns the label of each word of a sentence: "O", or "B-" or "I-" and a kind of name.
func (m *model) label(words []string) []string {
	return m.names.label(words, m.speech.tag(words))
}

// load reads the model that prose embeds.
func load() (*model, error) {
	var m model
	var a assets
	if err := a.load(); err != nil {
		return nil, err
	}
	m.speech = newSpeechTagger(a.classes, a.tags, a.speech)
	m.names = newClassifier(a.labels, a.features, a.weights, a.basic)
	return &m, nil
}

// assets are the parts of prose's model as it stores them.
type assets struct {
	classes []string                      // parts of speech
	tags    map[string]string             // the parts of speech of unambiguous words
	speech  map[string]map[string]float64 // weights by feature and part of speech

	labels   []string
	features map[string]int // "name-value-label" to an index into weights
	weights  []float64
	basic    []string // words of Basic English
}

func (a *assets) load() error {
	for _, part := range []struct {
		name string
		into any
	}{
		{"AveragedPerceptron/classes", &a.classes},
		{"AveragedPerceptron/tags", &a.tags},
		{"AveragedPerceptron/weights", &a.speech},
		{"Maxent/labels", &a.labels},
		{"Maxent/mapping", &a.features},
		{"Maxent/weights", &a.weights},
		{"Maxent/words", &a.basic},
	} {
		data, err := prose.Asset("model/" + part.name + ".gob")
		if err != nil {
			return fmt.Errorf("model of prose: %w", err)
		}
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(part.into); err != nil {
			return fmt.Errorf("model of prose, %s: %w", part.name, err)
		}
	}
	return nil
}

// scores holds a sum for each class; a class that no feature speaks of has none.
type scores struct {
	sum   []float64
	known []bool
}

func newScores(n int) scores { return scores{make([]float64, n), make([]bool, n)} }

func (s scores) reset() {
	clear(s.sum)
	clear(s.known)
}

func (s scores) add(weights []weight) {
	for _, w := range weights {
		s.sum[w.class] += w.value
		s.known[w.class] = true
	}
}

// best returns the class of the highest sum, the first of equals, and -1 where no class has one.
func (s scores) best() int {
	best := -1
	for i, sum := range s.sum {
		if s.known[i] && (best < 0 || sum > s.sum[best]) {
			best = i
		}
	}
	return best
}

// A weight is what a feature says of a class.
type weight struct {
	class int
	value float64
}
