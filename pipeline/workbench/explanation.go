package workbench

import (
	"encoding/json"
	"strings"

	"roster/pipeline/explain"
)

func newExplanation(e *explain.Explanation) (*Explanation, error) {
	var text strings.Builder
	if err := e.Print(&text, false); err != nil {
		return nil, err
	}
	report, err := json.Marshal(e.Report(unitsIn))
	return &Explanation{Report: report, Text: text.String()}, err
}
