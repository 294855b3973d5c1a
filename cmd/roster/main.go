// Command roster reads articles and writes who is in them: people, roles, places and organizations.
//
// Results go to standard output, everything else to standard error. The exit code is 0 where all is done, 1 where
// something failed and the rest is done, and 2 where nothing was done because the command line, the configuration or
// the rules are at fault.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
