package pipeline_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/input"
	"roster/rules"
)

// One text, with the default configuration.
func Example() {
	p, err := pipeline.New(pipeline.Default())
	if err != nil {
		log.Fatal(err)
	}
	d := &doc.Document{ID: "talks", Text: "Ghana's President Ama Owusu met Zoë Müller in Geneva."}
	if err := p.Extract(context.Background(), d); err != nil {
		log.Fatal(err)
	}
	for _, m := range d.Mentions {
		fmt.Println(m.Label, d.Slice(m.Span))
	}
	for _, position := range d.Positions {
		for _, holder := range position.Holders {
			fmt.Printf("%s is %s of %s\n", d.Entities[holder].Name, position.Role, position.Of.Name)
		}
	}
	// Output:
	// PLACE Ghana
	// ROLE President
	// PERSON Ama Owusu
	// PERSON Zoë Müller
	// PLACE Geneva
	// Ama Owusu is President of Ghana
}

// Many documents, from wherever they come: Run takes an iterator and gives one, in the same order.
func ExamplePipeline_Run() {
	p, err := pipeline.New(pipeline.Default())
	if err != nil {
		log.Fatal(err)
	}
	texts := []string{"Lena Fischer left Oslo.", "Aïcha Diallo came to Łódź."}
	documents := func(yield func(*doc.Document, error) bool) {
		for i, text := range texts {
			if !yield(&doc.Document{ID: fmt.Sprint(i), Text: text}, nil) {
				return
			}
		}
	}
	for d, err := range p.Run(context.Background(), documents, 2) {
		if err != nil {
			log.Print(err) // of this document; the others follow
			continue
		}
		for _, e := range d.Entities {
			fmt.Println(d.ID, e.Label, e.Name)
		}
	}
	// Output:
	// 0 PERSON Lena Fischer
	// 0 PLACE Oslo
	// 1 PERSON Aïcha Diallo
	// 1 PLACE Łódź
}

// Files and folders, written as records of JSON.
func ExamplePipeline_Run_files() {
	p, err := pipeline.New(pipeline.Default())
	if err != nil {
		log.Fatal(err)
	}
	in, err := input.New(input.Config{}, []string{"../seeds/short-brief.txt"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	options := emit.Default()
	options.Record = emit.Position
	w, err := emit.New(os.Stdout, options)
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	for d, err := range p.Run(ctx, in.Documents(ctx), 0) {
		if err != nil {
			log.Print(err)
			continue
		}
		if err := w.Write(d); err != nil {
			log.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"id":"short-brief.txt","start":150,"end":157,"role":"Captain","holder":"Sitiveni Ratulevu","of":null,"of_text":null,"country":null,"status":"current","sentence":"Captain Sitiveni Ratulevu told Radio Levuka that a dolphin had led him off course."}
	// {"id":"short-brief.txt","start":233,"end":246,"role":"Harbourmaster","holder":"Ana Vakacegu","of":null,"of_text":null,"country":null,"status":"current","sentence":"Harbourmaster Ana Vakacegu, who inspected the hull on Monday, said the captain should not blame the dolphin."}
	// {"id":"short-brief.txt","start":304,"end":311,"role":"captain","holder":"Sitiveni Ratulevu","of":null,"of_text":null,"country":null,"status":"current","sentence":"Harbourmaster Ana Vakacegu, who inspected the hull on Monday, said the captain should not blame the dolphin."}
}

// Rules of your own, without the engine.
func ExampleNew() {
	folder, err := os.MkdirTemp("", "rules")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	err = os.WriteFile(folder+"/mine.yaml", []byte(`version: 1
rules:
  - {id: my.ferry, label: ORGANIZATION, phrases: [Blå Ferries], examples: {match: ["Shares of [Blå Ferries] fell."]}}
`), 0o666)
	if err != nil {
		log.Fatal(err)
	}
	p, err := pipeline.New(pipeline.Config{Rules: rules.Config{Files: []string{folder + "/mine.yaml"}}})
	if err != nil {
		log.Fatal(err)
	}
	d := &doc.Document{ID: "1", Text: "Blå Ferries sank."}
	if err := p.Extract(context.Background(), d); err != nil {
		log.Fatal(err)
	}
	for _, m := range d.Mentions {
		fmt.Println(m.Label, d.Slice(m.Span), m.Source)
	}
	// Output:
	// ORGANIZATION Blå Ferries rule:my.ferry
}
