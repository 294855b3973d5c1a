package rules

import "embed"

// core holds the embedded rules: core/*.yaml and their lists.
//
//go:embed core
var core embed.FS
