package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"
)

// writeAll writes files into a folder, all of them or none: each is drawn under
// another name first. Those that exist are replaced only with force. An interrupt
// leaves none.
func (a *App) writeAll(ctx context.Context, dir string, pictures []picture, force bool, workers int) error {
	if err := a.freeFor(dir, pictures, force); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another folder with -o", a.shown(dir), reason(err))
	}
	temp, err := os.MkdirTemp(dir, ".plot-")
	if err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another folder with -o", a.shown(dir), reason(err))
	}
	defer os.RemoveAll(temp)
	var group errgroup.Group
	group.SetLimit(workers)
	for _, p := range pictures {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { return drawFile(filepath.Join(temp, p.name), p) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return interrupted{}
	}
	for _, p := range pictures {
		if err := os.Rename(filepath.Join(temp, p.name), filepath.Join(dir, p.name)); err != nil {
			return err
		}
	}
	return nil
}

// freeFor refuses a folder in which a file would be replaced, and a results
// folder: its manifest knows what it holds.
func (a *App) freeFor(dir string, pictures []picture, force bool) error {
	for _, above := range []string{dir, filepath.Dir(dir)} {
		if _, err := os.Stat(filepath.Join(above, manifestName)); err == nil {
			return fmt.Errorf("%s is a results folder, which stays as the run wrote it\n  choose another folder with -o", a.shown(above))
		}
	}
	for _, p := range pictures {
		_, err := os.Lstat(filepath.Join(dir, p.name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fmt.Errorf("%s is in the way: %w\n  choose another folder with -o", a.shown(dir), reason(err))
		case !force:
			return fmt.Errorf("%s exists already, and figures are not overwritten\n  --force replaces it, -o FOLDER writes elsewhere", a.shown(filepath.Join(dir, p.name)))
		}
	}
	return nil
}

func drawFile(path string, p picture) error {
	to, err := os.Create(path)
	if err != nil {
		return err
	}
	buffer := bufio.NewWriterSize(to, 1<<16)
	err = p.write(buffer)
	if err == nil {
		err = buffer.Flush()
	}
	if closed := to.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	return nil
}
