package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// begin decides by what is in the folder.
func (r *Run) begin() error {
	if err := promote(r.folder); err != nil {
		return err
	}
	r.dir = r.folder
	m, err := readManifest(r.folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r.beginWithout()
	case errors.Is(err, ErrForeign):
		return r.refuse("%s is not that of a run, expected another folder", ManifestName)
	case errors.Is(err, errDamaged) && r.o.Resume:
		r.notes = append(r.notes, ManifestName+" is damaged, so the run starts afresh")
		return r.start()
	case errors.Is(err, errDamaged):
		return r.refuse("%s is damaged; --resume starts the run afresh", ManifestName)
	case err != nil:
		return err
	case r.o.Incremental || r.o.Resume && isRun(filepath.Join(r.folder, nextName)):
		return r.beginNext(m)
	case r.o.Resume:
		return r.resume(m)
	case m.Finished:
		return r.refuse("holds a finished run; --incremental brings it up to date, or name another folder")
	}
	return r.refuse("holds an unfinished run; --resume goes on with it")
}

// beginWithout starts a run where there is no manifest.
func (r *Run) beginWithout() error {
	stray, err := shardsIn(r.folder)
	if err != nil {
		return err
	}
	if len(stray) > 0 && !r.o.Resume {
		return r.refuse("holds %s but no %s, expected another folder", stray[0], ManifestName)
	}
	return r.start()
}

// start begins with nothing.
func (r *Run) start() error {
	r.manifest = newManifest(r.o.Identity)
	return r.settle()
}

// resume begins behind the shards of m that are full and whole.
func (r *Run) resume(m *Manifest) error {
	if changes := m.Identity.Changes(r.o.Identity); len(changes) > 0 {
		return r.refuse("cannot be resumed, because this has changed since:\n  %s\n"+
			"Go on with what it was, use --incremental, or name another folder", strings.Join(changes, "\n  "))
	}
	whole, err := m.whole(r.dir)
	if err != nil {
		return err
	}
	if whole == len(m.Shards) && m.Finished {
		r.manifest, r.finished = *m, true
		return nil
	}
	for _, s := range m.Shards[whole:] {
		if !s.Partial {
			r.notes = append(r.notes, s.Name+" is not what "+ManifestName+" says, so the run goes on before it")
			break
		}
	}
	r.manifest = newManifest(r.o.Identity)
	r.manifest.Shards = m.Shards[:whole]
	r.skip = r.manifest.Shards
	return r.settle()
}

// beginNext begins an incremental run in the folder .next, beside the run that m describes.
func (r *Run) beginNext(m *Manifest) error {
	r.dir = filepath.Join(r.folder, nextName)
	if !m.Identity.sameRecords(r.o.Identity) {
		changes := m.Identity.Changes(r.o.Identity)
		r.notes = append(r.notes, "no record can be kept, because this has changed: "+strings.Join(changes, "; "))
	} else {
		old, err := openOldRun(r.folder, m, !r.o.RetryFailures)
		if err != nil {
			return err
		}
		r.old = old
	}
	next, err := readManifest(r.dir)
	if r.o.Resume && err == nil {
		return r.resume(next)
	}
	if err := os.RemoveAll(r.dir); err != nil {
		return err
	}
	if err := os.Mkdir(r.dir, 0o777); err != nil {
		return err
	}
	return r.start()
}

// settle makes the directory hold what the manifest names, and nothing else of a run.
func (r *Run) settle() error {
	if err := r.manifest.write(r.dir); err != nil {
		return err
	}
	if err := removeOthers(r.dir, r.manifest.Shards); err != nil {
		return err
	}
	var err error
	r.failures, err = openFailures(r.dir, r.manifest.failures())
	return err
}
