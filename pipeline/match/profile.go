package match

import (
	"context"
	"time"

	"roster/pipeline/doc"
)

// Profile runs Match for the time it takes: it adds to costs what the token patterns of each rule take, by rule id.
// Phrases have no time of their own, as all are looked up at once.
func (m *Matcher) Profile(ctx context.Context, d *doc.Document, costs map[string]time.Duration) {
	s := m.takeScratch()
	defer m.keepScratch(s)
	s.costs = costs
	s.run(ctx, d)
	s.costs = nil
}

// charge adds the time since start to the rule of a pattern.
func (s *scratch) charge(p int32, start time.Time) {
	s.costs[s.m.rules[s.m.patterns[p].rule].ID] += time.Since(start)
}
