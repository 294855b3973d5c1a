package doc

// An Entity is what the mentions of a document that name the same thing stand for: a person, place or organization.
type Entity struct {
	Label    Label
	Name     string   // the fullest mention, or the user's canonical spelling; white space is single blanks
	Aliases  []string // the other spellings, each once, in order of first appearance
	Mentions []int    // indexes into Document.Mentions, ascending
	Rules    []string // for each of Mentions: the id of the alias rule that joined it, "" for the entity's own spelling
	Country  string   // ISO 3166-1 alpha-2, "" where unknown or none
}

// A Position is who holds a role, and of what.
type Position struct {
	Mention    int    // index of the ROLE into Document.Mentions
	Role       string // the role's text, white space as single blanks
	Holders    []int  // indexes into Document.Entities, in text order; empty where the text does not say
	HolderRule string // the id of the position rule that found them
	Of         *Body  // nil where the text does not say
	OfRule     string // the id of the position rule that found it
	Status     Status
	StatusRule string // the id of the rule that found it, "" for Current
}

// A Body is the country, place or organization that a role belongs to.
type Body struct {
	Entity  int    // index into Document.Entities, None where the thing meant is no entity of the document
	Name    string // the thing meant: "France"
	Text    string // what the text says: "French"
	Country string // ISO 3166-1 alpha-2, "" where unknown or none
}

// A Status says whether a role is held now.
type Status string

// The statuses.
const (
	Current   Status = "current"
	Former    Status = "former"
	Acting    Status = "acting"
	Designate Status = "designate"
)
