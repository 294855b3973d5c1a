package diff

// Compare compares two runs as read from records. Documents come in the order of the old run, those that only the new
// one has behind them. The error says that gold is of another text.
func Compare(before, after []*Document, annotated *Gold) (*Result, error) {
	counterpart := make(map[string]*Document)
	for _, d := range after {
		counterpart[d.ID] = d
	}
	r := new(Result)
	for _, d := range before {
		other := counterpart[d.ID]
		delete(counterpart, d.ID)
		j, err := annotated.Judge(d, other)
		if err != nil {
			return nil, err
		}
		r.Add(d, other, j)
	}
	for _, d := range after {
		if counterpart[d.ID] != nil {
			r.Add(nil, d, nil)
		}
	}
	return r, nil
}
