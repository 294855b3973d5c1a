package prose

import (
	"bytes"
	"encoding/gob"
	"errors"
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
	speech, err := sharedSpeech()
	if err != nil {
		return nil, err
	}
	names, err := loadNames()
	return &model{*speech, names}, err
}

// loadSpeech reads the part of the model that gives parts of speech.
func loadSpeech() (*speechTagger, error) {
	var (
		classes []string
		sure    map[string]string             // the parts of speech of unambiguous words
		weights map[string]map[string]float64 // by feature and part of speech
	)
	err := errors.Join(
		loadAsset("AveragedPerceptron/classes", &classes),
		loadAsset("AveragedPerceptron/tags", &sure),
		loadAsset("AveragedPerceptron/weights", &weights),
	)
	t := newSpeechTagger(classes, sure, weights)
	return &t, err
}

// loadNames reads the part of the model that gives names.
func loadNames() (classifier, error) {
	var (
		labels   []string
		features map[string]int // "name-value-label" to an index into weights
		weights  []float64
		basic    []string // words of Basic English
	)
	err := errors.Join(
		loadAsset("Maxent/labels", &labels),
		loadAsset("Maxent/mapping", &features),
		loadAsset("Maxent/weights", &weights),
		loadAsset("Maxent/words", &basic),
	)
	if err != nil {
		return classifier{}, err
	}
	return newClassifier(labels, features, weights, basic), nil
}

func loadAsset(name string, into any) error {
	data, err := prose.Asset("model/" + name + ".gob")
	if err != nil {
		return fmt.Errorf("model of prose: %w", err)
	}
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(into); err != nil {
		return fmt.Errorf("model of prose, %s: %w", name, err)
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
