package linear

import (
	_ "embed"
	"fmt"
	"os"
	"sync"
)

// The models inside the program.
var (
	//go:embed models/open.model
	openModel []byte
	//go:embed models/news.model
	newsModel []byte
)

// builtins are decoded when first asked for, and shared from then on.
var builtins = map[string]func() (*Tagger, error){
	"open": sync.OnceValues(func() (*Tagger, error) { return Load(openModel) }),
	"news": sync.OnceValues(func() (*Tagger, error) { return Load(newsModel) }),
}

// Open returns the tagger of a model: "open" or "news", which the program holds, or else a model file.
func Open(name string) (*Tagger, error) {
	if load, ok := builtins[name]; ok {
		t, err := load()
		if err != nil {
			return nil, fmt.Errorf("built-in model %q: %w", name, err)
		}
		return t, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("model is neither open nor news, nor a file that can be read: %w", err)
	}
	t, err := Load(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}
