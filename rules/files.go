package rules

import "slices"

// Files returns the rule files and list files of the user that have been read, in the order in which they were, as the
// user named them or relative to what the user named.
func (s *Set) Files() []string {
	var files []string
	add := func(name string) {
		if !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	for _, r := range s.rules {
		if r.Core {
			continue
		}
		add(r.File)
		for _, l := range r.lists {
			add(l.file)
		}
	}
	return files
}

// RuleFiles returns the rule files that Load reads beside the embedded ones, in its order and as it names them. What an
// entry of Files does not find is left out: Load says so.
func (cfg Config) RuleFiles() []string {
	l := &loader{read: cfg.Read}
	var files []string
	for _, name := range cfg.Files {
		for _, src := range l.userSources(cfg.Dir, name) {
			files = append(files, src.name)
		}
	}
	return files
}
