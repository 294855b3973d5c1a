package rules

import "embed"

// Read reads a rule file from memory, which can name no list files; name stands in its errors and as the rules' file.
// Its error is Errors.
func Read(name string, data []byte) (*Set, error) {
	l := &loader{set: &Set{named: map[string]*Rule{}, split: splitText}}
	l.set.rules, l.errs = readYAML(source{fsys: embed.FS{}, name: name}, data)
	l.checkIDs()
	l.checkLists()
	l.checkConditions()
	if err := l.errs.sorted(); err != nil {
		return nil, err
	}
	l.set.fingerprint = fingerprint(l.set)
	return l.set, nil
}
