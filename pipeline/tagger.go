package pipeline

import (
	"fmt"

	"roster/pipeline/doc"
	"roster/pipeline/tag"
	"roster/pipeline/tag/linear"
	"roster/pipeline/tag/prose"
)

// A TaggerConfig chooses the engine of the tag stage.
type TaggerConfig struct {
	Engine   string     // "linear", "prose", or "none" or "" for rules alone
	Model    string     // of linear: "news", "open" or a file
	MinScore []MinScore // what an engine must be sure of, a label
}

// A MinScore drops an engine's candidates of a label that score below the value.
type MinScore struct {
	Label doc.Label
	Value float64 // in 0..1
}

// Engines lists the values of TaggerConfig.Engine.
var Engines = []string{"linear", "prose", "none"}

// newTagger is the one table of engines.
func newTagger(cfg TaggerConfig) (tag.Tagger, error) {
	switch cfg.Engine {
	case "linear":
		t, err := linear.Open(cfg.Model)
		if err != nil {
			return nil, fmt.Errorf("tagger.model: %w", err)
		}
		return t, nil
	case "prose":
		return prose.New(), nil
	case "none", "":
		return tag.None{}, nil
	}
	return nil, fmt.Errorf("tagger.engine: unknown engine %q, expected one of %v", cfg.Engine, Engines)
}

func (cfg TaggerConfig) thresholds() map[doc.Label]float64 {
	least := make(map[doc.Label]float64, len(cfg.MinScore))
	for _, m := range cfg.MinScore {
		least[m.Label] = m.Value
	}
	return least
}

// belowMinScore is the reason of a candidate that its engine is not sure enough of.
const belowMinScore doc.Reason = "below tagger.min_score"

// split parts an engine's candidates into those that go on and those that are too weak.
func (p *Pipeline) split(tagged []doc.Mention) (kept []doc.Mention, weak []doc.Loser) {
	if len(p.minScore) == 0 {
		return tagged, nil
	}
	for _, m := range tagged {
		if m.Score < p.minScore[m.Label] {
			weak = append(weak, doc.Loser{Mention: m, Reason: belowMinScore})
		} else {
			kept = append(kept, m)
		}
	}
	return kept, weak
}
