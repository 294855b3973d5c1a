package workbench

import "testing"

func TestAddedLines(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"a new file", "", "version: 1\nrules: []\n", "version: 1\nrules: []"},
		{"at the end", "rules:\n  - id: é\n", "rules:\n  - id: é\n\n  - id: ü\n", "  - id: ü"},
		{"a line that is another now", "a: 1\nfiles: []\nb: 2\n", "a: 1\nfiles: [é.yaml]\nb: 2\n", "files: [é.yaml]"},
		{
			"in two places", "phrases:\n  - Zoë\nexamples:\n  - \"[Zoë]\"\n",
			"phrases:\n  - Zoë\n  - Íñigo\nexamples:\n  - \"[Zoë]\"\n  - \"[Íñigo]\"\n",
			"  - Íñigo\n…\n  - \"[Íñigo]\"",
		},
		{"with carriage returns", "a\r\nc\r\n", "a\r\né\r\nc\r\n", "é"},
		{"nothing", "é\n", "é\n", ""},
	} {
		if got := addedLines(c.before, c.after); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
