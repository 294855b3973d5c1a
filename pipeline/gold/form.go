package gold

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// A form is a way in which files hold annotated documents.
type form struct {
	name       string
	extensions []string                              // of its files; the first is its own
	object     func(Reader, []byte, *Document) error // reads one JSON object; nil for a form that is not JSON
}

// forms is the one table of forms, in the order in which help lists them.
var forms = []form{
	{"record", []string{".jsonl", ".ndjson", ".json"}, Reader.record},
	{"marked", []string{".txt"}, nil},
	{"conll", []string{".conll", ".iob", ".iob2", ".bio", ".tsv", ".txt"}, nil},
	{"brat", []string{".ann"}, nil},
	{"spacy", []string{".jsonl", ".ndjson", ".json"}, Reader.spacy},
	{"prodigy", []string{".jsonl", ".ndjson", ".json"}, Reader.prodigy},
	{"labelstudio", []string{".json", ".jsonl", ".ndjson"}, Reader.labelStudio},
	{"doccano", []string{".jsonl", ".ndjson", ".json"}, Reader.doccano},
}

// Forms lists the names that Reader.Form takes.
var Forms = formNames()

func formNames() []string {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
}

func formNamed(name string) *form {
	i := slices.IndexFunc(forms, func(f form) bool { return f.name == name })
	if i < 0 {
		return nil
	}
	return &forms[i]
}

// inFolders lists the extensions of the files that are read from a folder where no form is named, and what they hold;
// "json" is told by the keys of its objects. Other JSON is read only where it is named.
var inFolders = map[string]string{
	".txt": "marked", ".jsonl": "json", ".ndjson": "json", ".ann": "brat",
	".conll": "conll", ".iob": "conll", ".iob2": "conll", ".bio": "conll",
}

// kind returns what a file holds: "marked", "conll", "brat", "json", or "" for no annotated text. A file that the user
// named may have any extension where the form is named too. A .txt with an .ann beside it is the text of that.
func (r Reader) kind(path string, named bool) string {
	ext := strings.ToLower(filepath.Ext(path))
	if f := formNamed(r.Form); f != nil {
		switch {
		case !named && !slices.Contains(f.extensions, ext):
			return ""
		case f.object != nil:
			return "json"
		}
		return f.name
	}
	if ext == ".json" && named {
		return "json"
	}
	if ext == ".txt" && isRegular(strings.TrimSuffix(path, filepath.Ext(path))+".ann") {
		if named {
			return "brat"
		}
		return ""
	}
	return inFolders[ext]
}

// expected says what files are read.
func (r Reader) expected() string {
	if f := formNamed(r.Form); f != nil {
		return fmt.Sprintf("%s (%s)", f.name, strings.Join(f.extensions, ", "))
	}
	return "annotated text (" + strings.Join(slices.Sorted(maps.Keys(inFolders)), ", ") + ")"
}

// kindOfStream returns what standard input holds: JSON Lines where no form is named.
func (r Reader) kindOfStream() string {
	if f := formNamed(r.Form); f != nil && f.object == nil {
		return f.name
	}
	return "json"
}

// toolKeys are keys that no record has, in JSON.
var toolKeys = [][]byte{
	[]byte(`"tokens"`), []byte(`"answer"`), []byte(`"relations"`), []byte(`"_task_hash"`), []byte(`"_input_hash"`),
	[]byte(`"ents"`), []byte(`"data"`),
}

// formOf tells the form of a JSON object by its keys. That of most records shows without reading them twice.
func formOf(raw []byte) *form {
	has := func(key []byte) bool { return bytes.Contains(raw, key) }
	if has([]byte(`"spans"`)) && !slices.ContainsFunc(toolKeys, has) {
		return formNamed("record")
	}
	name, keys := "record", keysOf(raw)
	switch {
	case keys["data"] && !keys["label"]:
		name = "labelstudio"
	case keys["ents"]:
		name = "spacy"
	case keys["spans"] && !keys["positions"] &&
		(keys["tokens"] || keys["answer"] || keys["relations"] || keys["_task_hash"] || keys["_input_hash"]):
		name = "prodigy"
	case !keys["spans"] && (keys["label"] || keys["labels"] || keys["entities"]):
		name = "doccano"
	}
	return formNamed(name)
}

// keysOf returns the keys of an object, nil where it cannot be read.
func keysOf(raw []byte) map[string]bool {
	d, err := newDecoder(raw)
	if err != nil {
		return nil
	}
	keys := make(map[string]bool)
	if d.object(func(key string) error { keys[key] = true; return d.skip() }) != nil {
		return nil
	}
	return keys
}
