// Package tagset holds the tags of the linear tagger and the laws of their sequences.
//
// A tag says what a token is to a mention: outside (O), or the beginning, inside, end or whole of one of a label
// (BIOES). The auxiliary labels NORP and MISC do not tell an inside from an end, since their borders matter less and
// every tag costs time. A label's index is its place in Labels plus one; 0 stands for "no label", the label of O.
package tagset

import "roster/pipeline/doc"

// A Tag is one of the Count tags; 0 is O.
type Tag uint8

// O is the tag of a token outside all mentions.
const O Tag = 0

const (
	mainLabels = 4 // labels that have B, I, E and S
	auxLabels  = 2 // labels that have B, I and S

	// Labels counts the label indexes, with 0 for no label.
	LabelCount = 1 + mainLabels + auxLabels
	// Count counts the tags.
	Count = 1 + 4*mainLabels + 3*auxLabels
)

// Labels names the labels by label index; Labels[0] is empty.
var Labels = [LabelCount]doc.Label{"", doc.Person, doc.Place, doc.Organization, doc.Role, doc.Norp, doc.Misc}

// A Shape tells what the tags of one label are. For an auxiliary label End is the same as Inside. For label 0 all
// of them are O.
type Shape struct{ Begin, Inside, End, Single Tag }

// Shapes gives the tags of every label index.
var Shapes = func() (s [LabelCount]Shape) {
	t := Tag(1)
	for l := 1; l <= mainLabels; l++ {
		s[l] = Shape{t, t + 1, t + 2, t + 3}
		t += 4
	}
	for l := mainLabels + 1; l < LabelCount; l++ {
		s[l] = Shape{t, t + 1, t + 1, t + 2}
		t += 3
	}
	return s
}()

var labelOf = func() (of [Count]uint8) {
	for l, s := range Shapes {
		for _, t := range [...]Tag{s.Begin, s.Inside, s.End, s.Single} {
			of[t] = uint8(l)
		}
	}
	return of
}()

// IndexOf returns the label index of a label, 0 for one that the tagger does not know.
func IndexOf(l doc.Label) int {
	for i := 1; i < LabelCount; i++ {
		if Labels[i] == l {
			return i
		}
	}
	return 0
}

// Label returns the tag's label index.
func (t Tag) Label() int { return int(labelOf[t]) }

// Starts reports whether a mention, or nothing, can begin here: the tag is O, a B or an S.
func (t Tag) Starts() bool { s := Shapes[t.Label()]; return t == s.Begin || t == s.Single }

// Closes reports whether nothing is left open after the tag: it is O, an E, an S, or an auxiliary label's I.
func (t Tag) Closes() bool { s := Shapes[t.Label()]; return t == s.End || t == s.Single }

// Follows reports whether t may stand after p within a sentence.
func (t Tag) Follows(p Tag) bool {
	if t.Starts() {
		return p.Closes()
	}
	s := Shapes[t.Label()]
	return p == s.Begin || p == s.Inside
}

// Write sets the tags of a mention of that label index over all of tags, which must not be empty.
func Write(tags []Tag, label int) {
	s := Shapes[label]
	if len(tags) == 1 {
		tags[0] = s.Single
		return
	}
	for i := range tags {
		tags[i] = s.Inside
	}
	tags[0], tags[len(tags)-1] = s.Begin, s.End
}

// A Span is a labelled half-open range of tokens.
type Span struct{ First, End, Label int }

// Spans appends the mentions of a lawful tag sequence to dst. A label's S or B begins one; it goes on as long as
// tags of its label that do not start follow.
func Spans(dst []Span, tags []Tag) []Span {
	for i := 0; i < len(tags); {
		l := tags[i].Label()
		if l == 0 {
			i++
			continue
		}
		end := i + 1
		for end < len(tags) && tags[end].Label() == l && !tags[end].Starts() {
			end++
		}
		dst = append(dst, Span{i, end, l})
		i = end
	}
	return dst
}
