package main

import (
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// configFileHead opens the file that `roster config init` writes.
const configFileHead = `# The configuration of Roster: every key with its default. Keys that are left out keep their default.
# Over this file stand variables such as ROSTER_RUN_WORKERS=4, and over those --set run.workers=4.
# Types are strict and unknown keys are errors. "roster config" shows what is in effect and where it comes from.
`

// configFile returns the text of a configuration file that holds every default and says what each key does.
func configFile() string {
	var b strings.Builder
	b.WriteString(configFileHead)
	section := ""
	for _, k := range keys {
		if k.section() != section {
			section = k.section()
			fmt.Fprintf(&b, "\n%s:\n", section)
		}
		for line := range strings.Lines(k.doc) {
			fmt.Fprintf(&b, "  # %s\n", strings.TrimSpace(line))
		}
		fmt.Fprintf(&b, "  %s: %s\n", k.name(), k.initial)
	}
	return b.String()
}

// widestValue is up to where the comments of describe line up.
const widestValue = 40

// describe returns the effective configuration as YAML, each key with where its value comes from.
func (s *Settings) describe() (string, error) {
	var b strings.Builder
	section := ""
	for _, k := range keys {
		if k.section() != section {
			section = k.section()
			fmt.Fprintf(&b, "%s:\n", section)
		}
		value, err := inOneLine(s.values[k.path])
		if err != nil {
			return "", fmt.Errorf("%s: %w", k.path, err)
		}
		fmt.Fprintf(&b, "%-*s # %s\n", widestValue, "  "+k.name()+": "+value, s.origin[k.path])
	}
	return b.String(), nil
}

// inOneLine returns a value as YAML in flow style.
func inOneLine(value any) (string, error) {
	switch v := value.(type) {
	case int64:
		return sizeText(v), nil
	case time.Duration:
		return durationText(v), nil
	}
	var n yaml.Node
	if err := n.Encode(value); err != nil {
		return "", err
	}
	if n.Kind != yaml.ScalarNode {
		n.Style = yaml.FlowStyle
	}
	text, err := yaml.Marshal(&n)
	return strings.TrimSpace(string(text)), err
}

// durationText returns a length of time without the parts that are 0 at its end: 10m.
func durationText(d time.Duration) string {
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// sizeText returns a size in the largest binary unit that divides it.
func sizeText(bytes int64) string {
	for _, unit := range []string{"GiB", "MiB", "KiB"} {
		if bytes%sizeUnits[unit] == 0 {
			return fmt.Sprintf("%d%s", bytes/sizeUnits[unit], unit)
		}
	}
	return fmt.Sprintf("%dB", bytes)
}
