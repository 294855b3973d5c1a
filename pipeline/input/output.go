package input

import (
	"io/fs"
	"os"
)

// An output is what a run writes to, as it is when the run begins: nil where there is nothing yet that could be read.
type output struct{ fs.FileInfo }

func findOutput(d disk, name string) output {
	if name == "" {
		return output{}
	}
	info, _ := d.Stat(name)
	return output{info}
}

// is reports whether a path leads to the output, by whatever name.
func (o output) is(d disk, p string) bool {
	if o.FileInfo == nil {
		return false
	}
	info, err := d.Stat(p)
	return err == nil && os.SameFile(info, o.FileInfo)
}
