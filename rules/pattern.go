package rules

import "roster/pipeline/doc"

// A Pattern is a sequence of tokens to be found.
type Pattern []Token

// A Token is one place of a pattern, and how many tokens of the text may stand there.
type Token struct {
	Tests   []Test // all must hold; none: any token
	Negate  bool   // OP "!": one token for which not all hold
	Min     int
	Max     int // NoLimit for no bound
	Context bool

	Line, Col int // 1-based, in its file

	// Lists are ids of rules: one of their phrases stands here, each word of which passes Tests. Empty: a single token.
	Lists []string
}

// NoLimit is the Max of a token that may be repeated without end.
const NoLimit = -1

// A Test is one condition on one attribute of a token.
type Test struct {
	Attr    Attr
	Op      Operator
	Bool    bool     // of a flag: the value it must have
	Words   []string // of In, NotIn, Superset, Fuzzy and NotFuzzy; of Match and NotMatch, as written
	Numbers []int    // of the comparisons, one; of In, NotIn and Superset of LENGTH
	Edits   int      // of Fuzzy and NotFuzzy: the edits allowed, or DefaultEdits
	Regexps []string // of Match and NotMatch: for package regexp
}

// An Operator is how an attribute is compared.
type Operator uint8

// The operators. A flag has Is alone.
const (
	Is       Operator = iota
	In                // one of Words
	NotIn             // none of Words
	Superset          // the attribute, as a set of one, includes all of Words
	Match             // one of Regexps is found
	NotMatch          // none of Regexps is found
	Fuzzy             // within Edits of one of Words
	NotFuzzy          // of none of Words
	Equal             // compare with Numbers[0]
	NotEqual
	Less
	AtMost
	Greater
	AtLeast
)

// DefaultEdits is the Test.Edits of a plain FUZZY: as many edits as max(2, 0.3 times the word's length), rounded half
// to even, allows.
const DefaultEdits = -1

// An Attr is an attribute of a token.
type Attr uint8

// The attributes, named as in spaCy.
const (
	Text Attr = iota
	Lower
	Norm
	Shape
	Prefix
	Suffix
	Length
	IsAlpha
	IsASCII
	IsDigit
	IsLower
	IsUpper
	IsTitle
	IsPunct
	IsSpace
	IsQuote
	IsBracket
	IsLeftPunct
	IsRightPunct
	IsCurrency
	LikeNum
	LikeURL
	LikeEmail
	IsSentStart
	Label // of the tagger's candidate that the token is inside of, "" outside
	Tag   // Penn Treebank's part of speech
	Pos   // universal part of speech
)

// attrNames are the keys of a token, in the order of the constants.
var attrNames = []string{
	"TEXT", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX", "LENGTH", "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER",
	"IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_QUOTE", "IS_BRACKET", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT",
	"IS_CURRENCY", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "IS_SENT_START", "LABEL", "TAG", "POS",
}

// attrAliases are second names: ENT_TYPE is spaCy's name of what LABEL means here.
var attrAliases = map[string]Attr{"ORTH": Text, "ENT_TYPE": Label, "SENT_START": IsSentStart}

// String returns the attribute's key in rule files.
func (a Attr) String() string { return attrNames[a] }

// IsFlag reports whether the attribute is true or false.
func (a Attr) IsFlag() bool { return a >= IsAlpha && a <= IsSentStart }

// Lexical reports whether the attribute hangs on the token's text alone, not on where it stands.
func (a Attr) Lexical() bool { return a < IsSentStart }

// IsSpeech reports whether the attribute is a part of speech, which a tagger gives to whole sentences.
func (a Attr) IsSpeech() bool { return a == Tag || a == Pos }

// spacyLabels are the labels of spaCy's pipelines and pattern files that name one of ours.
var spacyLabels = map[string]doc.Label{
	"PERSON": doc.Person, "PER": doc.Person,
	"ROLE": doc.Role, "TITLE": doc.Role,
	"PLACE": doc.Place, "GPE": doc.Place, "LOC": doc.Place, "FAC": doc.Place, "LOCATION": doc.Place,
	"ORGANIZATION": doc.Organization, "ORG": doc.Organization,
	"NORP": doc.Norp,
	"MISC": doc.Misc,
}
