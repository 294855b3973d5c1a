package main

import (
	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/input"
	"roster/pipeline/link"
	"roster/rules"
)

// The methods of this file hand each stage its part of the configuration.

func (s *Settings) rules() rules.Config {
	cfg := rules.Config{Core: s.Rules.Core, Files: s.Rules.Files, Disable: s.Rules.Disable}
	for _, p := range s.Rules.Priority {
		cfg.Priority = append(cfg.Priority, rules.PriorityValue{ID: p.ID, Value: p.Value})
	}
	return cfg
}

func (s *Settings) pipeline() pipeline.Config {
	cfg := pipeline.Config{
		Rules:   s.rules(),
		Tagger:  pipeline.TaggerConfig{Engine: s.Tagger.Engine, Model: s.Tagger.Model},
		Link:    link.Config{Aliases: s.Link.Aliases, Positions: s.Link.Positions, Countries: s.Link.Countries},
		Timeout: s.Run.Timeout,
	}
	for _, m := range s.Tagger.MinScore {
		cfg.Tagger.MinScore = append(cfg.Tagger.MinScore, pipeline.MinScore{Label: doc.Label(m.Label), Value: m.Value})
	}
	return cfg
}

func (s *Settings) input() input.Config {
	in := &s.Input
	return input.Config{
		Format: in.Format, Encoding: in.Encoding,
		TextField: in.TextField, IDField: in.IDField, KeepFields: in.KeepFields,
		MaxBytes: in.MaxBytes, MaxRatio: in.MaxRatio, MaxMembers: in.MaxMembers,
	}
}

func (s *Settings) emit(p *pipeline.Pipeline) emit.Options {
	o := s.emitOptions()
	o.Config = s.fingerprint(p)
	return o
}

// emitOptions are those of records that no pipeline made.
func (s *Settings) emitOptions() emit.Options {
	o := emit.Options{
		Record:  emit.Record(s.Output.Record),
		Labels:  s.labels(),
		Format:  s.Output.Format,
		Offsets: emit.Offset(s.Output.Offsets),
		Text:    s.Output.Text,
		Version: version,
	}
	return o
}

func (s *Settings) labels() []doc.Label {
	labels := make([]doc.Label, len(s.Output.Labels))
	for i, l := range s.Output.Labels {
		labels[i] = doc.Label(l)
	}
	return labels
}
