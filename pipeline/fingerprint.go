package pipeline

// Fingerprint identifies the rules, the engine and its model: equal fingerprints find alike where the rest of the
// configuration is equal too.
func (p *Pipeline) Fingerprint() string { return p.rules.Fingerprint() + " " + p.tagger.Fingerprint() }
