package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"
)

// envPrefix starts the name of every variable that sets a key.
const envPrefix = "ROSTER_"

// defaultConfigFile is read where there is one and the command line names none.
const defaultConfigFile = "config.yaml"

// Settings is the effective configuration; its fields are the keys of config.yaml.
type Settings struct {
	Rules struct {
		Core     bool
		Files    []string
		Disable  []string
		Priority []struct {
			ID    string
			Value int
		}
	}
	Tagger struct {
		Engine   string
		Model    string
		MinScore []struct {
			Label string
			Value float64
		} `mapstructure:"min_score"`
	}
	Link  struct{ Aliases, Positions, Countries bool }
	Input struct {
		Paths      []string
		Format     string
		Encoding   string
		TextField  string   `mapstructure:"text_field"`
		IDField    string   `mapstructure:"id_field"`
		KeepFields []string `mapstructure:"keep_fields"`
		MaxBytes   int64    `mapstructure:"max_bytes"`
		MaxRatio   int      `mapstructure:"max_ratio"`
		MaxMembers int      `mapstructure:"max_members"`
	}
	Output struct {
		Record, Format string
		Labels         []string
		Offsets        string
		Text           bool
	}
	Run struct {
		Workers    int
		Timeout    time.Duration
		ShardBytes int64 `mapstructure:"shard_bytes"`
	}
	Log struct{ Level, Format string }

	values map[string]any    // by path, as read
	origin map[string]string // by path: "default", "config.yaml:12", "ROSTER_RUN_WORKERS" or "--set"
}

// An assignment is a key=value of the command line and the flag that made it.
type assignment struct{ path, value, flag string }

// loadSettings layers the defaults, the file, the environment and the command line, each over the one before.
// Where file is "", config.yaml of the working directory is read if it is there. Every value is checked where it comes
// from, before viper sees it: viper alone would turn 2.9 into 2 and a variable ROSTER_RUN into an empty section.
func loadSettings(file string, environ []string, flags []assignment) (*Settings, error) {
	return loadSettingsFrom(os.ReadFile, file, environ, flags)
}

// loadSettingsFrom is loadSettings where read stands for the disk.
func loadSettingsFrom(read func(name string) ([]byte, error), file string, environ []string, flags []assignment) (
	*Settings, error) {
	s := &Settings{values: map[string]any{}, origin: map[string]string{}}
	v := viper.New()
	for _, k := range keys {
		value, err := parseValue(k, k.initial)
		if err != nil {
			return nil, fmt.Errorf("default of %s: %w", k.path, err)
		}
		v.SetDefault(k.path, value)
		s.origin[k.path] = "default"
	}
	err := errors.Join(s.mergeFile(v, read, file), s.mergeEnvironment(v, environ), s.mergeFlags(v, flags))
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		s.values[k.path] = v.Get(k.path)
	}
	strict := func(c *mapstructure.DecoderConfig) { c.WeaklyTypedInput = false }
	if err := v.UnmarshalExact(s, strict); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	return s, nil
}

// mergeFile layers the configuration file over the defaults.
func (s *Settings) mergeFile(v *viper.Viper, read func(name string) ([]byte, error), file string) error {
	content, err := readIfNamed(read, &file)
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	values, err := readConfigFile(file, content)
	if err != nil {
		return err
	}
	tree := map[string]any{}
	for path, p := range values {
		section, name, _ := strings.Cut(path, ".")
		if tree[section] == nil {
			tree[section] = map[string]any{}
		}
		tree[section].(map[string]any)[name] = fromFolder(path, p.value, filepath.Dir(file))
		s.origin[path] = fmt.Sprintf("%s:%d", file, p.line)
	}
	return v.MergeConfigMap(tree)
}

// readIfNamed returns what the file holds. An empty name stands for the default file, which may be missing.
func readIfNamed(read func(name string) ([]byte, error), file *string) ([]byte, error) {
	if *file != "" {
		return read(*file)
	}
	*file = defaultConfigFile
	content, err := read(*file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return content, err
}

// fromFolder makes the paths that a configuration file names relative to its folder.
func fromFolder(path string, value any, folder string) any {
	paths, ok := value.([]any)
	if !ok || path != "rules.files" && path != "input.paths" {
		return value
	}
	for i, p := range paths {
		if name := p.(string); name != "-" && !filepath.IsAbs(name) {
			paths[i] = filepath.Join(folder, name)
		}
	}
	return paths
}

// mergeEnvironment layers the ROSTER_ variables over the file. viper's own reading of the environment passes over
// variables of no key, so none of it is used.
func (s *Settings) mergeEnvironment(v *viper.Viper, environ []string) error {
	var errs []error
	for _, entry := range slices.Sorted(slices.Values(environ)) {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, envPrefix) {
			continue
		}
		k, err := keyOfVariable(name)
		if err == nil {
			err = s.set(v, k, value, name)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}

// keyOfVariable returns the key that a variable sets.
func keyOfVariable(name string) (key, error) {
	if i := slices.IndexFunc(keys, func(k key) bool { return k.variable() == name }); i >= 0 {
		return keys[i], nil
	}
	var near []string
	section, _, _ := strings.Cut(strings.TrimPrefix(name, envPrefix), "_")
	for _, k := range keys {
		if strings.EqualFold(k.section(), section) {
			near = append(near, k.variable())
		}
	}
	if near == nil {
		return key{}, fmt.Errorf("unknown variable, expected %sSECTION_KEY with a key of the configuration", envPrefix)
	}
	return key{}, fmt.Errorf("unknown variable, expected one of %s", strings.Join(near, ", "))
}

// mergeFlags layers the command line over all else; of two flags for one key the later wins.
func (s *Settings) mergeFlags(v *viper.Viper, flags []assignment) error {
	var errs []error
	for _, f := range flags {
		k, err := keyOf(f.path)
		if err == nil {
			err = s.set(v, k, f.value, f.flag)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", f.flag, err))
		}
	}
	return errors.Join(errs...)
}

// set overrides a key with a value of the environment or the command line.
func (s *Settings) set(v *viper.Viper, k key, text, origin string) error {
	value, err := parseValue(k, text)
	if err != nil {
		return fmt.Errorf("%s: %w", k.path, err)
	}
	v.Set(k.path, value)
	s.origin[k.path] = origin
	return nil
}

// parseValue reads a value that stands outside a file: text, choices and sizes as they are, all else as YAML.
func parseValue(k key, value string) (any, error) {
	plain := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
	if v, problems := k.kind.take(plain); problems == nil {
		return v, nil
	}
	node, problems := parseYAML([]byte(value))
	if node == nil {
		node = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
	}
	var v any
	if problems == nil {
		v, problems = read(k.kind, node)
	}
	if problems != nil {
		return nil, errors.New(problems[0].text)
	}
	return v, nil
}
