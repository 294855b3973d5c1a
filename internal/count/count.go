// Package count says how many things there are.
package count

import "fmt"

// Of returns "1 rule", "3 rules": a number and what is counted, an English noun whose plural ends with s.
func Of(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
