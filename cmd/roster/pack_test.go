package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// pack is the script command "pack ARCHIVE FOLDER": it makes a .tar, .tar.gz or .zip of a folder, or a .gz of a file.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pack archive folder")
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	var out io.Writer = f
	if strings.HasSuffix(args[0], ".gz") {
		z := gzip.NewWriter(f)
		defer func() { ts.Check(z.Close()) }()
		out = z
	}
	from := ts.MkAbs(args[1])
	switch {
	case strings.HasSuffix(args[0], ".zip"):
		w := zip.NewWriter(out)
		ts.Check(w.AddFS(os.DirFS(from)))
		ts.Check(w.Close())
	case strings.HasSuffix(strings.TrimSuffix(args[0], ".gz"), ".tar"):
		w := tar.NewWriter(out)
		ts.Check(w.AddFS(os.DirFS(from)))
		ts.Check(w.Close())
	default:
		content, err := os.ReadFile(from)
		ts.Check(err)
		_, err = out.Write(content)
		ts.Check(err)
	}
}
