package main

import (
	"reflect"
	"testing"

	"roster/pipeline"
	"roster/pipeline/emit"
)

// TestLibraryDefaults holds that a program which uses the packages gets what the command line does.
func TestLibraryDefaults(t *testing.T) {
	t.Chdir(t.TempDir())
	s, err := loadSettings("", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, want := s.pipeline(), pipeline.Default()
	got.Rules.Files, got.Rules.Disable = nil, nil // empty lists
	if !reflect.DeepEqual(got, want) {
		t.Errorf("pipeline: the command line has\n%+v, Default\n%+v", got, want)
	}
	p, err := pipeline.New(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	options := s.emit(p)
	options.Version, options.Config = "", ""
	if want := emit.Default(); !reflect.DeepEqual(options, want) {
		t.Errorf("emit: the command line has\n%+v, Default\n%+v", options, want)
	}
}
