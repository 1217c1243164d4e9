package app

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// toStdout is the name by which -o means standard output.
const toStdout = "-"

// free refuses a path at which something stands, unless it is a file that force
// lets go, and any within a results folder, whose manifest knows what it holds.
func (a *App) free(path string, force bool) error {
	for dir := filepath.Dir(path); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, manifestName)); err == nil {
			return fmt.Errorf("%s is a results folder, which stays as the run wrote it\n  choose another place with -o", a.shown(dir))
		}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s is in the way: %w\n  choose another place with -o", a.shown(path), reason(err))
	case info.IsDir():
		return fmt.Errorf("%s is a folder\n  name a file with -o", a.shown(path))
	case !force:
		return fmt.Errorf("%s exists already, and is not overwritten\n  --force replaces it, -o FILE writes elsewhere", a.shown(path))
	}
	return nil
}

// writeFile writes a file whole or not at all; path is absolute, or toStdout.
func (a *App) writeFile(path string, force bool, content func(io.Writer) error) (err error) {
	if path == toStdout {
		w := bufio.NewWriter(a.Out)
		return errors.Join(content(w), w.Flush())
	}
	path = followed(path)
	if err := a.free(path, force); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another place with -o", a.shown(filepath.Dir(path)), reason(err))
	}
	sweepParts(filepath.Dir(path))
	f, err := os.OpenFile(partIn(filepath.Dir(path)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another place with -o", a.shown(filepath.Dir(path)), reason(err))
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
