package workbench

import (
	"context"
)

// Apply writes a correction to the gold file, and a proposal of Propose to the rule file.
func (s *Session) Apply(ctx context.Context, a Acceptance) (*Outcome, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	v := s.view()
	if s.options.ReadOnly {
		return nil, ErrReadOnly
	}
	c, err := v.correcting(a.Correction, s.options.Version)
	if err != nil {
		return nil, err
	}
	l, what := &loading{v.corpus, v.problems}, c.words()
	texts := map[string]string{}
	if a.Proposal != "" {
		p, err := s.accepted(ctx, v, c, a.Proposal)
		if err != nil {
			return nil, err
		}
		l, what, texts = p.loaded, p.Title, p.texts
	}
	contents, err := v.goldContents(c.said(v.gold), l.corpus, c.Article)
	if err != nil {
		return nil, err
	}
	for key, text := range texts {
		contents[key] = contentOf(text)
	}
	return s.commit(v, l, what, contents)
}

// accepted returns the proposal of that id.
func (s *Session) accepted(ctx context.Context, v view, c *correcting, id string) (*weighed, error) {
	for _, d := range c.drafts() {
		if d.id != id {
			continue
		}
		p, err := s.weigh(ctx, v, c, d, nil)
		if err != nil || p != nil {
			return p, err
		}
	}
	return nil, bad("no proposal %q", id)
}
