package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"roster/pipeline/workbench"
)

// config is the configuration file, whether it is there or not.
func (v *viewing) config() string { return cmp.Or(v.configFile, defaultConfigFile) }

// chooseFiles says which files get rules and gold.
func (v *viewing) chooseFiles() error {
	v.target = v.rules
	if v.target == "" {
		v.target = filepath.Join(filepath.Dir(v.config()), "rules.yaml")
		for _, f := range v.settings.Rules.Files { // the last one decides
			if isRegular(f) && isYAML(f) {
				v.target = f
			}
		}
	}
	v.gold = cmp.Or(v.gold, filepath.Join(filepath.Dir(v.target), "corrections.jsonl"))
	switch {
	case !isYAML(v.target):
		return fmt.Errorf("--rules %s: expected a .yaml file", v.target)
	case sameFile(v.target, v.config()):
		return fmt.Errorf("--rules %s: this is the configuration, expected a rule file", v.target)
	case filepath.Ext(v.gold) != ".jsonl":
		return fmt.Errorf("--gold %s: expected a .jsonl file", v.gold)
	case v.readOnly:
		return nil
	case !isFolder(filepath.Dir(v.target)):
		return fmt.Errorf("--rules %s: there is no such folder", v.target)
	case !isFolder(filepath.Dir(v.gold)):
		return fmt.Errorf("--gold %s: there is no such folder", v.gold)
	}
	return nil
}

func isYAML(file string) bool { return slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(file)) }

// sameFile reports whether two names lead to one place, links aside.
func sameFile(a, b string) bool {
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return errA == nil && errB == nil && a == b
}

func isRegular(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular()
}

// loadFrom makes the configuration of what read holds. The rule file for what is accepted is in force whether the
// configuration names it or not.
func (v *viewing) loadFrom(read workbench.ReadFile) (*workbench.Loaded, error) {
	settings, err := loadSettingsFrom(read, v.configFile, os.Environ(), v.given)
	if err != nil {
		return nil, err
	}
	l := &workbench.Loaded{Pipeline: settings.pipeline(), Labels: settings.labels(), TargetNamed: v.targetNamed(settings)}
	l.Pipeline.Rules.Read = read
	for _, f := range l.Pipeline.Rules.RuleFiles() {
		if isYAML(f) {
			l.Files = append(l.Files, workbench.FileRef{Path: f, Name: f, Kind: workbench.RuleFile})
		}
	}
	if _, err := read(v.target); err == nil {
		l.Pipeline.Rules.Files = append(l.Pipeline.Rules.Files, v.target) // where it is named already, it is read once
	}
	return l, nil
}

// targetNamed reports whether settings name the rule file for what is accepted, or have their rule files from where no
// configuration file can change them.
func (v *viewing) targetNamed(settings *Settings) bool {
	origin := settings.origin["rules.files"]
	if origin != "default" && !strings.HasPrefix(origin, v.config()+":") {
		return true
	}
	return slices.ContainsFunc(settings.Rules.Files, func(entry string) bool { return covers(entry, v.target) })
}

// covers reports whether an entry of rules.files, a file, folder or glob, means a file, which need not be there.
func covers(entry, file string) bool {
	file, err := filepath.Abs(file)
	if err == nil && !filepath.IsAbs(entry) {
		here, _ := filepath.Abs(".") // which is known, as file was from there
		file, err = filepath.Rel(here, file)
	}
	if err != nil {
		return false
	}
	matched, err := doublestar.PathMatch(entry, file)
	return sameFile(entry, file) || err == nil && matched || isFolder(entry) && lieIn(entry, file)
}

// lieIn reports whether a file is in a folder, at any depth.
func lieIn(folder, file string) bool {
	rel, err := filepath.Rel(folder, file)
	return err == nil && filepath.IsLocal(rel)
}

// watch follows all that the session hangs on.
func (v *viewing) watch(files *fileWatcher) error {
	read := []string{v.target, v.gold}
	if v.session != nil {
		read = append(read, v.session.Files()...)
	}
	return files.follow(v.configFile, read, v.paths(), v.settings)
}

// follow tells the session whenever articles, rules or the configuration change, until ctx ends.
func (v *viewing) follow(ctx context.Context, files *fileWatcher) {
	for changed := range files.changes(ctx) {
		if err := v.refresh(ctx, files, changed); err != nil && ctx.Err() == nil {
			v.log.Error().Msg(err.Error())
		}
	}
}

// refresh hands the session what has changed. A configuration that does not load changes nothing here: the page says
// what is wrong with it.
func (v *viewing) refresh(ctx context.Context, files *fileWatcher, changed changes) error {
	before := v.settings.Input
	if settings, err := loadSettings(v.configFile, os.Environ(), v.given); err == nil {
		v.settings = settings
	}
	reread := changed.articles || !reflect.DeepEqual(before, v.settings.Input)
	return errors.Join(v.look(ctx, reread), v.settle(ctx, files))
}

// settle follows what the session hangs on now, and has it look again where a folder is followed that was not:
// something may have changed there in between.
func (v *viewing) settle(ctx context.Context, files *fileWatcher) error {
	for {
		followed := len(files.folders)
		if err := v.watch(files); err != nil || len(files.folders) == followed {
			return err
		}
		if err := v.look(ctx, true); err != nil {
			return err
		}
	}
}

// look has the session look at its files, and reads the articles again for it where that is asked for.
func (v *viewing) look(ctx context.Context, reread bool) error {
	if !reread {
		return v.session.Refresh(ctx, nil)
	}
	articles, _, err := v.articles(ctx)
	if err == nil {
		err = v.session.Refresh(ctx, articles)
	}
	v.logFailed()
	return err
}
