package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim-cluster/internal/cluster"
	"magnetsim/cmd/magnetsim/program"
)

// attaching is one run of the command.
type attaching struct {
	*program.App
	place
	folder        string
	force, cancel bool
}

func attachCommand(a *program.App) *cobra.Command {
	t := &attaching{App: a}
	c := program.Command(page("attach"), 1, 1, "the job that --detach printed", func(ctx context.Context, args []string) error {
		return t.attach(ctx, args[0])
	})
	f := c.Flags()
	t.flags(f)
	f.StringVarP(&t.folder, "out", "o", "", "write the results to this `FOLDER`")
	f.BoolVar(&t.force, "force", false, "replace the folder if it exists")
	f.BoolVar(&t.cancel, "cancel", false, "end the job and keep nothing of it")
	return required(c, "on")
}

func (t *attaching) attach(ctx context.Context, id string) error {
	ctx, release := until(ctx)
	defer release()
	c, s, err := t.open(ctx, t.App, "", quiet)
	if err != nil {
		return err
	}
	defer c.Close()
	defer s.Close()
	if t.cancel {
		return cluster.Cancel(ctx, c, s, id)
	}
	done, err := cluster.Attach(ctx, c, s, id, t.Note)
	if ctx.Err() != nil {
		t.Say("The job continues; the same command follows it again, and --cancel ends it.")
		return program.Interrupted{}
	}
	if err != nil {
		return err
	}
	if err := t.keep(done.Files); err != nil {
		return err
	}
	_, err = t.Out.Write(done.Out)
	if done.Code != 0 {
		t.Say("%s", bytes.TrimRight(done.Err, "\n"))
		err = errors.Join(err, program.Failure{Code: done.Code, Text: fmt.Sprintf("the job ended with exit code %d", done.Code)})
	}
	return errors.Join(err, cluster.Forget(ctx, s, id))
}

// keep writes the folder that a job left, whole or not at all.
func (t *attaching) keep(files map[string][]byte) error {
	if len(files) == 0 {
		return nil
	}
	to := t.folder
	for name := range files { // which lie in results/NAME
		parts := strings.Split(name, "/")
		if to == "" && len(parts) > 2 {
			to = filepath.Join(parts[0], parts[1])
		}
	}
	to = t.Absolute(to)
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		if !t.force {
			return fmt.Errorf("%s already exists\n  use --force to replace it, or -o FOLDER to write elsewhere", t.Shown(to))
		}
		if _, err := os.Lstat(filepath.Join(to, "manifest.json")); err != nil {
			return fmt.Errorf("%s exists and is not a results folder, so it is not replaced\n  choose another folder with -o", t.Shown(to))
		}
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	part, err := os.MkdirTemp(filepath.Dir(to), ".attach-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(part)
	if err := os.Chmod(part, 0o755); err != nil {
		return err
	}
	within := fstest.MapFS{}
	for name, data := range files {
		if parts := strings.SplitN(name, "/", 3); filepath.IsLocal(name) && len(parts) == 3 {
			within[parts[2]] = &fstest.MapFile{Data: data}
		}
	}
	if err := os.CopyFS(part, within); err != nil {
		return err
	}
	if t.force {
		if err := os.RemoveAll(to); err != nil {
			return err
		}
	}
	if err := os.Rename(part, to); err != nil {
		return err
	}
	if t.folder != "" {
		t.Note("Saved in %s.", t.Shown(to))
	}
	return nil
}
