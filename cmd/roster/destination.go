package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"roster/pipeline"
	"roster/pipeline/batch"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
)

// A destination is where what extract makes goes. A *batch.Run is one.
type destination interface {
	Pending(in iter.Seq2[*doc.Document, error]) iter.Seq2[*doc.Document, error]
	Add(d *doc.Document, result error) (failed, err error) // failed: why there is no record; err ends the run
	Finish(batch.End) error
	Stop() error // ends a run that was not finished
	Close() error
	Counts() batch.Counts
	Finished() bool
}

// toStdout reports whether an output is standard output.
func toStdout(name string) bool { return name == "" || name == "-" }

// outputFile returns the file or folder of an output, "" for standard output.
func outputFile(name string) string {
	if toStdout(name) {
		return ""
	}
	return name
}

// inShards reports whether an output is a folder of shards, rather than of the files of a format.
func (a *app) inShards(name string) bool {
	can, _ := emit.InFolder(a.settings.Output.Format)
	return !can && !toStdout(name) && isFolder(name)
}

// checkFolder fails on flags that ask for what the output cannot give.
func (a *app) checkFolder(o extractOptions) error {
	var flag string
	switch {
	case o.incremental:
		flag = "--incremental"
	case o.retryFailures:
		flag = "--retry-failures"
	case o.resume:
		flag = "--resume"
	default:
		return nil
	}
	if !a.inShards(o.output) {
		return fmt.Errorf("%s is for an output folder of shards, expected -o FOLDER/", flag)
	}
	if flag != "--resume" && (a.settings.Output.Record != string(emit.Document) || a.settings.Output.Format != "jsonl") {
		return fmt.Errorf("%s reads document records in the format jsonl, found output.record %s and output.format %s; "+
			"keep those, and make others of them with roster convert", flag, a.settings.Output.Record, a.settings.Output.Format)
	}
	return nil
}

// openDestination opens the folder, the file or standard output.
func (a *app) openDestination(p *pipeline.Pipeline, paths []string, o extractOptions) (destination, error) {
	opt := a.settings.emit(p)
	if !a.inShards(o.output) {
		w, out, err := a.openWriter(o.output, opt)
		if err != nil {
			return nil, err
		}
		counts := batch.Counts{Mentions: map[string]int{}}
		return &stream{writer: batch.Guard(w), out: out, labels: opt.Labels, counts: counts}, nil
	}
	if o.filesFrom != "" {
		paths = append(slices.Clip(paths), "--files-from="+o.filesFrom)
	}
	identity, err := a.settings.identity(p, paths)
	if err != nil {
		return nil, err
	}
	run, err := batch.Open(o.output, batch.Options{
		Identity:      identity,
		Writer:        func(w io.Writer) (emit.Writer, error) { return emit.New(w, opt) },
		Extension:     emit.Extension(opt.Format),
		Labels:        opt.Labels,
		ShardBytes:    a.settings.Run.ShardBytes,
		Resume:        o.resume,
		Incremental:   o.incremental || o.retryFailures,
		RetryFailures: o.retryFailures,
	})
	if err != nil {
		return nil, err
	}
	for _, note := range run.Notes() {
		a.log.Warn().Msg(note)
	}
	return run, nil
}

// apart fails where a path is the output itself, which would be lost, and where an output folder lies in a folder that
// is read: its records would be read as articles. An output file in such a folder is skipped.
func apart(output string, paths []string) error {
	if toStdout(output) {
		return nil
	}
	written, _ := os.Stat(output)
	for _, p := range paths {
		read, err := os.Stat(p)
		switch {
		case err != nil: // missing, or a glob
		case written != nil && !written.IsDir() && os.SameFile(read, written):
			return fmt.Errorf("%s is read and written, expected another output file", p)
		case read.IsDir() && isFolder(output) && within(output, p):
			return fmt.Errorf("%s lies in %s, which is read: expected an output folder outside of it", output, p)
		}
	}
	return nil
}

// checkRoom fails where several documents would come into a file that holds one. A path that is a file of many rows
// shows only when it is read.
func checkRoom(format, output string, paths []string) error {
	if !emit.Single(format) || isFolder(output) {
		return nil
	}
	several := len(paths) != 1
	for _, p := range paths {
		several = several || isFolder(p)
	}
	if several {
		return fmt.Errorf("a file in the format %s holds one document, expected -o FOLDER/", format)
	}
	return nil
}

// within reports whether a path is a folder or lies in it.
func within(path, folder string) bool {
	path, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return false
	}
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}

// A stream is a destination that cannot be gone on with: a file, the files of a format, or standard output.
type stream struct {
	writer emit.Writer
	out    output
	labels []doc.Label
	counts batch.Counts
}

func (s *stream) Pending(in iter.Seq2[*doc.Document, error]) iter.Seq2[*doc.Document, error] {
	return in
}

func (s *stream) Add(d *doc.Document, result error) (failed, err error) {
	if d == nil && pipeline.IsPanic(result) {
		return nil, result // the input ends here, before its time
	}
	if result == nil {
		if result = s.writer.Write(d); result != nil && !batch.OfDocument(result) {
			return nil, result
		}
	}
	if result != nil {
		s.counts.Failed++
		return result, nil
	}
	s.counts.Add(d, s.labels)
	return nil, nil
}

func (s *stream) Finish(batch.End) error { return errors.Join(s.writer.Close(), s.out.Commit()) }
func (s *stream) Stop() error            { return nil }
func (s *stream) Close() error           { return s.out.Close() }
func (s *stream) Counts() batch.Counts   { return s.counts }
func (s *stream) Finished() bool         { return false }
