package batch_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"roster/pipeline"
	"roster/pipeline/batch"
	"roster/pipeline/emit"
	"roster/pipeline/input"
)

// A run over standard input, of which a document is empty, into a folder. A program that is killed on the way is
// started again with Resume, and ends with the same files.
func ExampleRun() {
	folder, err := os.MkdirTemp("", "run")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	cfg := pipeline.Default()
	cfg.Tagger.Engine = "none"
	p, err := pipeline.New(cfg)
	if err != nil {
		log.Fatal(err)
	}
	stdin := strings.NewReader("{\"id\": \"a\", \"text\": \"In Łódź.\"}\n{\"id\": \"b\", \"text\": \"\"}\n")
	in, err := input.New(input.Config{Format: "jsonl", Digest: true}, []string{"-"}, stdin)
	if err != nil {
		log.Fatal(err)
	}
	options := emit.Default()
	run, err := batch.Open(folder, batch.Options{
		Identity:   batch.Identity{Roster: "mine", Config: p.Fingerprint(), Paths: []string{"-"}},
		Writer:     func(w io.Writer) (emit.Writer, error) { return emit.New(w, options) },
		Extension:  emit.Extension(options.Format),
		Labels:     options.Labels,
		ShardBytes: 64 << 20,
		Resume:     true,
	})
	if err != nil {
		log.Fatal(err)
	}
	defer run.Close()

	ctx := context.Background()
	for d, result := range p.Run(ctx, run.Pending(in.Documents(ctx)), 0) {
		failed, err := run.Add(d, result)
		if err != nil {
			log.Fatal(err)
		}
		if failed != nil {
			fmt.Println("failed:", failed)
		}
	}
	if err := run.Finish(batch.End{Inputs: in.Inputs()}); err != nil {
		log.Fatal(err)
	}
	counts := run.Counts()
	fmt.Println(counts.Documents, counts.Failed, counts.Mentions)
	// Output:
	// failed: stdin:2: empty document, expected more than white space
	// 1 1 map[PLACE:1]
}
