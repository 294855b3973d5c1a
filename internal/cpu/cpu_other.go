//go:build !unix

package cpu

import "time"

var start = time.Now()

// Time is the time since the process began, where its processor time is not known.
func Time() time.Duration { return time.Since(start) }
