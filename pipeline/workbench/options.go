package workbench

import (
	"roster/pipeline"
	"roster/pipeline/doc"
)

// A ReadFile reads a file; one that is not there is fs.ErrNotExist.
type ReadFile func(path string) ([]byte, error)

// A Loader makes a configuration of what its files hold by read, which stands for the disk: it knows unsaved texts.
// Errors about files are *FileFault or rules.Errors, or such joined.
type Loader func(read ReadFile) (*Loaded, error)

// A Loaded is a configuration in force.
type Loaded struct {
	Pipeline pipeline.Config // its rules must read by the loader's read
	Labels   []doc.Label     // mentions of others are not shown
	Files    []FileRef       // the user's rule files that it was made of

	// TargetNamed says that the configuration names Options.Target, or that no edit of the configuration file could make
	// it do so. Otherwise the loader adds it to the rules itself, and who accepts a proposal gets it named.
	TargetNamed bool
}

// A FileRef names a file.
type FileRef struct {
	Path string // as it can be opened
	Name string // as the user named it, and as errors do
	Kind FileKind
}

// Options say what a session is over.
type Options struct {
	Articles []*doc.Document // ids and texts, in order; the session owns them
	Failed   []Failure       // articles that could not be read
	Load     Loader
	Target   FileRef // the rule file that accepted proposals go to; it need not be there
	Gold     FileRef // the file of corrections; it need not be there
	Config   FileRef // the configuration file; it need not be there
	Version  string  // the program's
	ReadOnly bool    // nothing is written
	Workers  int     // 0 or less: the number of cores
	Schemas  Schemas
}

// An Edit is a text for a file.
type Edit struct {
	File string `json:"file"` // its key
	Text string `json:"text"`
	Base string `json:"base"` // of Save: the SHA-256 of the text that was edited, "" where there was no file
}

// A Stretch is a place in an article; a point where Start is End.
type Stretch struct {
	Article int `json:"article"`
	Start   int `json:"start"`
	End     int `json:"end"`
}

// An Acceptance is a correction, and the proposal that is to mend it: "" for none.
type Acceptance struct {
	Correction Correction `json:"correction"`
	Proposal   string     `json:"proposal"`
}

// A Judgement is a verdict on a mention: Right, or "" to take one back.
type Judgement struct {
	Stretch
	Verdict Verdict `json:"verdict"`
}
