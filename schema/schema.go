// Package schema holds the JSON Schemas of the files that users write, for editors.
package schema

import _ "embed"

// Rules describes a rule file.
//
//go:embed rules.schema.json
var Rules []byte

// Config describes config.yaml.
//
//go:embed config.schema.json
var Config []byte
