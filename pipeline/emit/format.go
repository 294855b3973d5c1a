package emit

import (
	"io"
	"slices"
)

// A format is one way to write documents.
type format struct {
	name      string
	extension string
	flat      bool                            // it writes the flat records too
	anyUnit   bool                            // offsets are in the unit asked for; the others count code points, or nothing
	textless  bool                            // it can be written without the text
	single    bool                            // a file holds one document
	stream    func(io.Writer, Options) Writer // nil where it takes a folder
	folder    func(Create, Options) Writer    // nil where it takes one file
	lacks     []Layer                         // what it cannot carry
}

// formats is the one table of formats, in the order in which help lists them.
var formats = []format{
	{name: "jsonl", extension: ".jsonl", flat: true, anyUnit: true, textless: true, stream: newJSONL},
	{name: "csv", extension: ".csv", flat: true, anyUnit: true, textless: true, stream: newCSV(','), lacks: tableLacks},
	{name: "tsv", extension: ".tsv", flat: true, anyUnit: true, textless: true, stream: newCSV('\t'), lacks: tableLacks},
	{name: "parquet", extension: ".parquet", flat: true, anyUnit: true, textless: true, stream: newParquet,
		folder: newParquetFolder},
	{name: "conll", extension: ".conll", stream: newCoNLL, lacks: []Layer{
		IDs, Texts, Overlaps, Entities, Names, Positions, Holders, Statuses, Scores, Sources}},
	{name: "brat", extension: ".ann", folder: newBrat, lacks: []Layer{Names, Scores, Sources}},
	{name: "spacy", extension: ".jsonl", stream: newSpacy, lacks: []Layer{Overlaps}},
	{name: "prodigy", extension: ".jsonl", stream: newProdigy, lacks: []Layer{Names}},
	{name: "labelstudio", extension: ".json", stream: newLabelStudio, lacks: []Layer{Names}},
	{name: "doccano", extension: ".jsonl", stream: newDoccano, lacks: []Layer{Names, Statuses, Scores, Sources}},
	{name: "marked", extension: ".txt", single: true, stream: newMarked, folder: newMarkedFolder, lacks: []Layer{
		Overlaps, Names, Holders, Scores, Sources}},
	{name: "html", extension: ".html", stream: newHTML, lacks: []Layer{Overlaps, Scores, Sources}},
	{name: "ftm", extension: ".ftm.json", textless: true, stream: newFTM, lacks: []Layer{
		Spans, Overlaps, Scores, Sources}},
	{name: "edges", extension: ".csv", textless: true, stream: newEdges, lacks: []Layer{
		Texts, Spans, Overlaps, Entities, Names, Scores, Sources}},
}

func formatNamed(name string) *format {
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if i < 0 {
		return nil
	}
	return &formats[i]
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}
