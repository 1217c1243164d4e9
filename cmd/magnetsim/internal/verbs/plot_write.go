package verbs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
)

// writeAll writes files into a folder, all of them or none: each is drawn under
// another name first. Those that exist are replaced only with force. An interrupt
// leaves none.
func writeAll(a *app.App, ctx context.Context, dir string, pictures []folder.Content, force bool, workers int) error {
	if err := freeFor(a, dir, pictures, force); err != nil {
		return err
	}
	temp, err := "", os.MkdirAll(dir, 0o777)
	if err == nil {
		temp, err = os.MkdirTemp(dir, ".plot-")
	}
	if err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another folder with -o", a.Shown(dir), app.Reason(err))
	}
	defer os.RemoveAll(temp)
	to := folder.InPlace(temp)
	var group errgroup.Group
	group.SetLimit(workers)
	for _, p := range pictures {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { return to.Write(p.Name, p.Write) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return app.Interrupted{}
	}
	for _, p := range pictures {
		if err := os.Rename(filepath.Join(temp, p.Name), filepath.Join(dir, p.Name)); err != nil {
			return err
		}
	}
	return nil
}

// freeFor refuses a folder in which a file would be replaced, and a results
// folder: its manifest knows what it holds.
func freeFor(a *app.App, dir string, pictures []folder.Content, force bool) error {
	for _, above := range []string{dir, filepath.Dir(dir)} {
		if _, err := os.Stat(filepath.Join(above, folder.ManifestName)); err == nil {
			return fmt.Errorf("%s is a results folder, which is never changed\n  choose another folder with -o", a.Shown(above))
		}
	}
	for _, p := range pictures {
		_, err := os.Lstat(filepath.Join(dir, p.Name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fmt.Errorf("cannot write to %s: %w\n  choose another folder with -o", a.Shown(dir), app.Reason(err))
		case !force:
			return fmt.Errorf("%s already exists\n  use --force to replace it, or -o FOLDER to write elsewhere", a.Shown(filepath.Join(dir, p.Name)))
		}
	}
	return nil
}
