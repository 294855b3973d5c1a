// Package golden holds what tests print against files and schemas. Its input is what was printed and the path of the
// file as the test's folder has it; it fails the test where the two differ. A test that imports it has the flag
// -update, which writes the files anew.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Update is the flag, for tests that write files of their own kind.
var Update = flag.Bool("update", false, "rewrite the golden files")

// Check fails a test whose output is not what a file holds.
func Check(t testing.TB, path string, got []byte) {
	t.Helper()
	if *Update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; -update writes it", err)
	}
	if !bytes.Equal(got, want) {
		at := differ(got, want)
		t.Errorf("%s differs from byte %d on (-update writes it anew): got …%s… want …%s…", path, at,
			around(got, at), around(want, at))
	}
}

// differ returns the first byte that differs.
func differ(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// around returns what stands about a byte of b.
func around(b []byte, at int) []byte { return b[max(0, at-100):min(len(b), at+200)] }

// Views checks what each of some functions writes against the file of its name in testdata; JSON against a schema too.
func Views(t *testing.T, schema string, views map[string]func(*bytes.Buffer) error) {
	t.Helper()
	for name, write := range views {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, ".json") {
				conforms(t, schema, b.Bytes())
			}
			Check(t, filepath.Join("testdata", name), b.Bytes())
		})
	}
}

// conforms fails a test whose output is not as a schema has it.
func conforms(t testing.TB, schema string, output []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	if err := jsonschema.NewCompiler().MustCompile(schema).Validate(value); err != nil {
		t.Errorf("%s: %v", output, err)
	}
}
