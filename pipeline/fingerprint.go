package pipeline

import "roster/pipeline/tag/prose"

// Fingerprint identifies the rules, the engine and its model: equal fingerprints find alike where the rest of the
// configuration is equal too.
func (p *Pipeline) Fingerprint() string {
	f := p.rules.Fingerprint() + " " + p.tagger.Fingerprint()
	if p.rules.AsksSpeech() {
		f += " " + prose.Speech{}.Fingerprint()
	}
	return f
}
