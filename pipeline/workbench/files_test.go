package workbench

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// set returns files of a folder, made with their names for texts.
func set(t *testing.T, dir string, names ...string) fileSet {
	t.Helper()
	var s fileSet
	for _, name := range names {
		path := filepath.Join(dir, name)
		err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(name), 0o666))
		if err == nil {
			s, err = s.with(FileRef{Path: path, Name: name, Kind: RuleFile}, true, false)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestNamed(t *testing.T) {
	dir := t.TempDir()
	s := set(t, dir, "é.yaml", "sub/ñ.yaml")
	link := filepath.Join(dir, "link.yaml")
	if err := os.Symlink(filepath.Join(dir, "é.yaml"), link); err != nil {
		t.Skip(err)
	}
	for name, want := range map[string]*file{
		"é.yaml": s[0], filepath.Join(dir, "é.yaml"): s[0], dir + "/sub/../é.yaml": s[0], link: s[0], "sub/ñ.yaml": s[1],
		"": nil, "x.yaml": nil, filepath.Join(dir, "missing", "é.yaml"): nil,
	} {
		if got := s.named(name); got != want {
			t.Errorf("%q: %+v, want %+v", name, got, want)
		}
	}
	if again, err := s.with(FileRef{Path: link, Name: "link.yaml"}, true, false); err != nil || len(again) != 2 {
		t.Errorf("a file stands twice: %v", err)
	}
}

// TestTyped: what was not edited keeps its bytes, whatever ends its lines.
func TestTyped(t *testing.T) {
	for _, c := range []struct{ file, shown, typed, want string }{
		{"é\r\nñ\nö\r\n", "é\nñ\nö\n", "é\nñ\nö\n", "é\r\nñ\nö\r\n"},
		{"é\r\nñ\nö\r\n", "é\nñ\nö\n", "é\nä\nü\nö\n", "é\r\nä\r\nü\nö\r\n"},
		{"é\nñ\r\n", "é\nñ\n", "é\n🌱\nñ\n", "é\n🌱\nñ\r\n"},
		{"é\r\n\r\nñ", "é\n\nñ", "é\nñ", "é\r\nñ"},
		{"é\r\n\r\nñ", "é\n\nñ", "é\r\n\r\n\r\nñ", "é\r\n\r\n\r\nñ"},
		{"é\r", "é\r", "ê\r", "ê\r"},
		{"", "", "é\n", "é\n"},
		{"é\r\n", "é\n", "", ""},
	} {
		f := &file{text: c.file, exists: true}
		if got := f.typed(c.typed); f.shown() != c.shown || *got != c.want {
			t.Errorf("%q is shown as %q; typed %q it holds %q, want %q", c.file, f.shown(), c.typed, *got, c.want)
		}
	}
}

// TestWriteAll: where one file cannot be written, the others are as they were.
func TestWriteAll(t *testing.T) {
	dir := t.TempDir()
	s := set(t, dir, "é.yaml", "ñ.yaml")
	gone, err := s.with(FileRef{Path: filepath.Join(dir, "gone", "ö.yaml"), Name: "ö.yaml"}, true, false)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = gone.write(map[string]content{s[0].key: contentOf("neu"), s[1].key: nil, gone[2].key: contentOf("Ł")})
	if err == nil {
		t.Error("no error")
	}
	for _, f := range s {
		if data, err := os.ReadFile(f.real); err != nil || string(data) != f.Name {
			t.Errorf("%s is %q, %v", f.Name, data, err)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
		t.Errorf("%v, %v", files, err)
	}
}
