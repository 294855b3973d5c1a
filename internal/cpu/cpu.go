// Package cpu tells how much processor time this process has used. Benchmarks go by it: on a machine that has other
// things to do as well, it says more than the clock.
package cpu
