package pipeline

import "roster/pipeline/tag/prose"

// Fingerprint identifies the rules, the engine and its model: equal fingerprints find alike where the rest of the
// configuration is equal too.
func (p *Pipeline) Fingerprint() string {
	return p.rules.Fingerprint() + " " + p.ModelFingerprint()
}

// ModelFingerprint identifies the engine and its model, and what else tags words.
func (p *Pipeline) ModelFingerprint() string {
	f := p.tagger.Fingerprint()
	if p.rules.AsksSpeech() {
		f += " " + prose.Speech{}.Fingerprint()
	}
	return f
}
