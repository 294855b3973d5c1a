//go:build unix

package cpu

import (
	"syscall"
	"time"
)

// Time is the processor time of all threads of the process, in user mode and in the kernel.
func Time() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0 // the call fails for wrong arguments alone
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
