package main

import "testing"

func TestProgressLine(t *testing.T) {
	for _, test := range []struct {
		state state
		want  string
	}{
		{state{documents: 1713, failed: 3, read: 12_340_000, total: 50_000_000, rate: 1_520_000},
			"1713 documents, 3 failed, 24% of 50.0 MB, 1.5 MB/s, 24s left"},
		{state{documents: 10_000_000, read: 30e9, total: 60e9, rate: 4e6}, "10000000 documents, 0 failed, 50% of 60000.0 MB, 4.0 MB/s, 2h5m0s left"},
		{state{documents: 1, failed: 1, read: 5_000_000, rate: 2_000_000}, "1 documents, 1 failed, 5.0 MB, 2.0 MB/s"},
		{state{documents: 1, read: 80, total: 60}, "1 documents, 0 failed, 100% of 0.0 MB"},
	} {
		if got := test.state.line(); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}
