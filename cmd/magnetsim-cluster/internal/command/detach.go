package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing/fstest"
	"time"

	"go.temporal.io/sdk/client"

	"magnetsim/cmd/magnetsim-cluster/internal/cluster"
	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/cmd/magnetsim/program"
	"magnetsim/sim/mc"
)

// notHere are flags whose say is that of the one who fetches the results.
var notHere = []string{"-o", "--out", "--force", "--resume", "--shard"}

// post runs a verb up to where it would play, notes the files that it has read, and hands the
// command over to a worker.
func (e *elsewhere) post(ctx context.Context, a *program.App, c client.Client, s *store.Store, verb func(context.Context) error) error {
	job := cluster.Job{Args: without(e.args), PerPart: e.perPart, Dir: a.Dir, Files: map[string][]byte{}}
	for _, arg := range job.Args {
		name, _, _ := strings.Cut(arg, "=")
		for _, flag := range notHere {
			if name == flag {
				return program.Misused(fmt.Errorf("%s cannot be used with --detach: give it to \"magnetsim-cluster attach\"", flag), "run")
			}
		}
	}
	stop := &stopping{}
	quietly := *a
	a.Player, a.Root, a.Out = stop, reading{a.Root, &job}, io.Discard
	err := verb(ctx)
	*a = quietly
	if !stop.stopped.Load() {
		return errors.Join(err, errors.New("this command plays nothing, so it cannot be detached"))
	}
	id, err := cluster.Post(ctx, c, s, job)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "%s\n", id)
	a.Note("A worker runs the command. To follow it and fetch the results:\n  magnetsim-cluster attach %s --on %s%s", id, e.on, e.storeFlag())
	return err
}

// storeFlag is the flag of the store, where it was given.
func (p *place) storeFlag() string {
	if p.store == "" {
		return ""
	}
	return " --store '" + p.store + "'"
}

// stopping is a player that stops a verb where it would play.
type stopping struct{ stopped atomic.Bool }

var errStopped = errors.New("detached")

func (s *stopping) stop() error {
	s.stopped.Store(true)
	return errStopped
}

// Play implements mc.Player.
func (s *stopping) Play(context.Context, mc.Plan) (*mc.Sample, error) { return nil, s.stop() }

// PlayAll implements mc.Player.
func (s *stopping) PlayAll(context.Context, int, func(int) *mc.Job) error { return s.stop() }

// reading notes the files that are read.
type reading struct {
	fs.FS
	job *cluster.Job
}

// Open implements fs.FS.
func (r reading) Open(name string) (fs.File, error) {
	f, err := r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() <= mostRead {
		if data, err := fs.ReadFile(r.FS, name); err == nil {
			r.job.Files[name] = data
		}
	}
	return f, nil
}

// mostRead is more than any file has that a scenario is made of.
const mostRead = 256 << 20

// RunJob runs a detached command in a folder.
func RunJob(ctx context.Context, j cluster.Job, dir string, player mc.Player, out, messages io.Writer) int {
	files := fstest.MapFS{}
	for name, data := range j.Files {
		if rel, err := filepath.Rel(j.Dir, "/"+name); err == nil && filepath.IsLocal(rel) {
			name = strings.TrimPrefix(filepath.ToSlash(filepath.Join(dir, rel)), "/")
		}
		files[name] = &fstest.MapFile{Data: data, Mode: 0o444}
	}
	a := &program.App{
		Out: out, Err: messages, Env: func(string) string { return "" }, Dir: dir, Root: files,
		Now: time.Now, Exit: func(int) {}, KeepAfter: 365 * 24 * time.Hour, Player: player,
	}
	return program.Run(ctx, a, j.Args)
}
