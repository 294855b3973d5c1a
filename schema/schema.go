// Package schema holds JSON Schemas of what is read and written. Those of files that users write are embedded, for editors.
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
