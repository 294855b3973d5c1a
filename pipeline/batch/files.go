package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
)

// replaceFile writes a file as a whole: who reads it finds the old bytes or the new ones.
func replaceFile(dir, name string, content []byte) error {
	temporary := filepath.Join(dir, temporaryName(name))
	f, err := os.Create(temporary)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(temporary)
		return err
	}
	if err := os.Rename(temporary, filepath.Join(dir, name)); err != nil {
		return err
	}
	return syncDir(dir)
}

// makeDir makes a directory where there is none, and returns when it is on the disk.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return syncDir(filepath.Dir(filepath.Clean(dir)))
}

// syncDir brings the names in a directory to the disk. Windows has no such call.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

var (
	shardForm     = regexp.MustCompile(`^part-[0-9]{5,}\.[a-z.]+$`)
	temporaryForm = regexp.MustCompile(`^\.(part-[0-9]{5,}\.[a-z.]+|manifest\.json)\.tmp$`)
)

// shardsIn lists the files of a directory that have the name of a shard.
func shardsIn(dir string) ([]string, error) { return namesIn(dir, shardForm) }

func namesIn(dir string, form *regexp.Regexp) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && form.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// removeOthers removes temporary files, and shards that are not among those named.
func removeOthers(dir string, named []Shard) error {
	temporary, err := namesIn(dir, temporaryForm)
	if err != nil {
		return err
	}
	shards, err := shardsIn(dir)
	if err != nil {
		return err
	}
	for _, name := range append(temporary, shards...) {
		if slices.ContainsFunc(named, func(s Shard) bool { return s.Name == name }) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// promote puts a finished run in .next in the place of the one in the folder. Where it is cut off, the next call goes
// on; the manifest moves last.
func promote(folder string) error {
	next := filepath.Join(folder, nextName)
	m, err := readManifest(next)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errDamaged) || err == nil && !m.Finished {
		return nil
	}
	if err != nil {
		return err
	}
	err = os.Remove(filepath.Join(folder, ManifestName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := syncDir(folder); err != nil {
		return err
	}
	names := []string{FailuresName}
	for _, s := range m.Shards {
		names = append(names, s.Name)
	}
	for _, name := range names {
		err := os.Rename(filepath.Join(next, name), filepath.Join(folder, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // it has moved before
			return err
		}
	}
	if err := removeOthers(folder, m.Shards); err != nil {
		return err
	}
	if err := syncDir(folder); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(next, ManifestName), filepath.Join(folder, ManifestName)); err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(next), syncDir(folder))
}
