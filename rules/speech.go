package rules

import (
	"maps"
	"slices"
)

// universal maps tags to universal parts of speech: the tags of the Penn Treebank, those that OntoNotes and spaCy's
// English pipelines add, and what each means by itself in Universal Dependencies. A tag alone does not tell an
// auxiliary "has" from a verb, nor a conjunction "that" from a preposition.
var universal = map[string]string{
	"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN",
	"PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON",
	"DT": "DET", "PDT": "DET", "WDT": "DET",
	"JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "AFX": "ADJ",
	"RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV",
	"VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX",
	"IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "CC": "CCONJ", "CD": "NUM", "UH": "INTJ",
	".": "PUNCT", ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT",
	"HYPH": "PUNCT", "NFP": "PUNCT",
	"$": "SYM", "#": "SYM", "SYM": "SYM", "FW": "X", "LS": "X", "ADD": "X", "GW": "X", "XX": "X", "_SP": "SPACE",
}

// speechNames are the values that TAG and POS can have; those of POS are Universal Dependencies' and spaCy's.
var speechNames = map[Attr][]string{
	Tag: slices.Sorted(maps.Keys(universal)),
	Pos: {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "CONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
		"SCONJ", "SPACE", "SYM", "VERB", "X"},
}

// Universal returns the universal part of speech of a Penn Treebank tag, "X" for what is none.
func Universal(tag string) string {
	if pos, ok := universal[tag]; ok {
		return pos
	}
	return "X"
}

// GivesSpeech reports whether a value of TAG or POS is one that our tagger gives.
func GivesSpeech(value string) bool {
	switch value {
	case "AFX", "ADD", "GW", "XX", "_SP", "CONJ", "SCONJ", "SPACE":
		return false
	}
	return true
}
