package batch

import (
	"errors"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
)

// Guard returns a writer that tells the faults of a document from those of the output: where a document cannot be
// written, as its format cannot hold it or the writer panics, Write fails with an error of OfDocument.
func Guard(w emit.Writer) emit.Writer { return guarded{w} }

// OfDocument reports whether an error concerns one document alone, so that the others can be written.
func OfDocument(err error) bool {
	var failed *pipeline.Error
	return errors.As(err, &failed)
}

type guarded struct{ emit.Writer }

func (g guarded) Write(d *doc.Document) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = pipeline.NewPanic(d, "emit", v)
		}
	}()
	err = g.Writer.Write(d)
	var unfit *emit.DocumentError
	if errors.As(err, &unfit) {
		return &pipeline.Error{ID: d.ID, Path: d.Path, Stage: "emit", Err: errors.New(unfit.Reason)}
	}
	return err
}
