package link

// With returns a linker that also knows other things, which come before what it knew.
func (l *Linker) With(known ...Known) *Linker {
	index := indexKnown(known)
	for at, k := range l.known {
		if index[at] == nil {
			index[at] = k
		}
	}
	return &Linker{l.cfg, l.atlas, index}
}
