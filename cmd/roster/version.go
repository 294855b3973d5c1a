package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is Roster's own; records carry it in their meta.
const version = "0.1.0"

// revision is the commit of a release, set by the linker; see release/build.sh. Other builds ask Go.
var revision string

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit it was built from and the Go that built it",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(a.stdout, "roster %s, %s, %s %s/%s\n",
				version, commit(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}

// commit says which commit the program was built from, as far as the build knows.
func commit() string {
	if revision != "" {
		return "commit " + revision
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "commit unknown"
	}
	built, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			built = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " with changes"
		}
	}
	if built == "" {
		return "commit unknown"
	}
	return "commit " + built[:min(12, len(built))] + modified
}
