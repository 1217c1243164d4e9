package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/sim/mc"
)

// posted plays as one would who posts tasks to others: cut into shards, as JSON, played of
// nothing but that, and sent back as bytes.
type posted struct {
	mc.Local
	tasks *atomic.Int64
}

const postedIn = 3 // shards

func (o posted) Play(ctx context.Context, p mc.Plan) (*mc.Sample, error) {
	var all *mc.Sample
	done := 0
	for i := range postedIn {
		part := p.On(p.Span().Shard(i, postedIn))
		part.Progress = func(now, _ int) {
			if p.Progress != nil {
				p.Progress(done+now, p.Trials)
			}
		}
		sample, err := o.post(ctx, part)
		if err == nil && all != nil {
			sample, err = mc.Merge(all, sample)
		}
		if err != nil {
			return nil, err
		}
		all = sample
		done += part.Trials
	}
	return all, nil
}

// post sends a plan away as data, where it can be, and takes what comes back.
func (o posted) post(ctx context.Context, p mc.Plan) (*mc.Sample, error) {
	task, ok := experiment.TaskOf(p)
	if !ok {
		return nil, errors.New("it is no data that could be sent")
	}
	o.tasks.Add(1)
	letter, err := json.Marshal(task)
	if err != nil {
		return nil, err
	}
	var there experiment.Task
	if err := json.Unmarshal(letter, &there); err != nil {
		return nil, err
	}
	var back bytes.Buffer
	if err := there.Record(ctx, mc.Local{Workers: 1}, nil, &back); err != nil {
		return nil, err
	}
	return mc.Replay(p, &back)
}

func (o posted) PlayAll(ctx context.Context, n int, prepare func(i int) *mc.Job) error {
	for i := range n {
		job := prepare(i)
		if job == nil {
			continue
		}
		if err := job.Done(o.Play(ctx, job.Plan)); err != nil {
			return err
		}
	}
	return nil
}

// Every verb that plays leaves the same bytes, whoever plays.
func TestWhoeverPlays(t *testing.T) {
	for name, args := range map[string][]string{
		"run":         {"run", "minimal", "--trials", "700"},
		"antithetic":  {"run", "minimal", "--trials", "700", "--sampling", "antithetic"},
		"lhs":         {"run", "minimal", "--trials", "700", "--sampling", "lhs"},
		"precise":     {"run", "minimal", "--trials", "4000", "--precision", "2 t"},
		"sweep":       {"sweep", "minimal", "--trials", "300", "--vary", "curbs.ban.severity=40%, 60%"},
		"compare":     {"compare", "minimal", "--trials", "300"},
		"search":      {"search", "minimal", "--trials", "640", "--vary", "stockpiles.national.target=0..365days", "--subject-to", "P(shortfall.total > 50 t) <= 10%"},
		"frontier":    {"frontier", "minimal", "--trials", "640", "--vary", "stockpiles.national.target=0..180days"},
		"within":      {"search", "minimal", "--trials", "640", "--policy", "two-months", "--vary", "stockpiles.national.target=0..365days", "--subject-to", "P(shortfall.total > 50 t) <= 10%"},
		"morris":      {"sensitivity", "minimal", "--method", "morris"},
		"sensitivity": {"sensitivity", "minimal", "--method", "sobol", "--trials", "256"},
		"rare":        {"rare", "minimal", "--trials", "1000", "--worlds", "10000"},
		"accuracy":    {"accuracy", "minimal", "--trials", "1000"},
	} {
		t.Run(name, func(t *testing.T) {
			tasks := &atomic.Int64{}
			here, there := leftBy(t, nil, args), leftBy(t, posted{mc.Local{Workers: 1}, tasks}, args)
			if len(here) < 5 || len(here) != len(there) {
				t.Fatalf("%d and %d files", len(here), len(there))
			}
			for file, data := range here {
				if !bytes.Equal(data, there[file]) {
					t.Errorf("%s differs", file)
				}
			}
			if tasks.Load() == 0 {
				t.Error("nothing was sent away")
			}
		})
	}
}

// leftBy are the files that a command leaves where player plays; the manifest is left out.
func leftBy(t *testing.T, player mc.Player, args []string) map[string][]byte {
	t.Helper()
	a, _, messages := inMemory(t)
	a.Player = player
	if code := Run(a, append(args, "-o", "out", "--no-plots")); code != app.ExitDone {
		t.Fatalf("exit code %d: %s", code, messages)
	}
	files := map[string][]byte{}
	root := filepath.Join(a.Dir, "out")
	err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || info.Name() == folder.ManifestName {
			return err
		}
		files[path[len(root):]], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
