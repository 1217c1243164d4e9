package folder

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"magnetsim/cmd/magnetsim/internal/app"
)

// Stdout is the name by which -o means standard output.
const Stdout = "-"

// Free refuses a path at which something stands, unless it is a file that force
// lets go, and any within a results folder, whose manifest knows what it holds.
func Free(a *app.App, path string, force bool) error {
	for dir := filepath.Dir(path); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ManifestName)); err == nil {
			return fmt.Errorf("%s is a results folder, which stays as the run wrote it\n  choose another place with -o", a.Shown(dir))
		}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s is in the way: %w\n  choose another place with -o", a.Shown(path), app.Reason(err))
	case info.IsDir():
		return fmt.Errorf("%s is a folder\n  name a file with -o", a.Shown(path))
	case !force:
		return fmt.Errorf("%s exists already, and is not overwritten\n  --force replaces it, -o FILE writes elsewhere", a.Shown(path))
	}
	return nil
}

// WriteFile writes a file whole or not at all; path is absolute, or Stdout.
func WriteFile(a *app.App, path string, force bool, content func(io.Writer) error) (err error) {
	if path == Stdout {
		w := bufio.NewWriter(a.Out)
		return errors.Join(content(w), w.Flush())
	}
	path = followed(path)
	if err := Free(a, path, force); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another place with -o", a.Shown(filepath.Dir(path)), app.Reason(err))
	}
	sweepParts(filepath.Dir(path))
	f, err := os.OpenFile(partIn(filepath.Dir(path)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another place with -o", a.Shown(filepath.Dir(path)), app.Reason(err))
	}
	p := &part{path: f.Name()}
	p.seize()
	defer p.release()
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err := errors.Join(content(w), w.Flush(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
