package rules

import (
	"embed"
	"io/fs"
)

// core holds the embedded rules: core/*.yaml and their lists.
//
//go:embed core
var core embed.FS

// Lists returns the embedded lists, which linking reads too.
func Lists() fs.FS {
	lists, err := fs.Sub(core, "core/lists")
	if err != nil {
		return core // fs.Sub refuses invalid paths alone
	}
	return lists
}
