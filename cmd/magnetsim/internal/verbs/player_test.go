package verbs

import (
	"bytes"
	"context"
	"encoding/json"
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
		return o.Local.Play(ctx, p)
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
	for name, c := range map[string]struct {
		args  []string
		tasks bool // its plans are data, which can be sent away
	}{
		"run":         {[]string{"run", "minimal", "--trials", "700"}, true},
		"antithetic":  {[]string{"run", "minimal", "--trials", "700", "--sampling", "antithetic"}, true},
		"lhs":         {[]string{"run", "minimal", "--trials", "700", "--sampling", "lhs"}, true},
		"precise":     {[]string{"run", "minimal", "--trials", "4000", "--precision", "2 t"}, true},
		"sweep":       {[]string{"sweep", "minimal", "--trials", "300", "--vary", "curbs.ban.severity=40%, 60%"}, true},
		"compare":     {[]string{"compare", "minimal", "--trials", "300"}, true},
		"search":      {[]string{"search", "minimal", "--trials", "640", "--vary", "stockpiles.national.target=0..365days", "--subject-to", "P(shortfall.total > 50 t) <= 10%"}, false},
		"frontier":    {[]string{"frontier", "minimal", "--trials", "640", "--vary", "stockpiles.national.target=0..180days"}, false},
		"sensitivity": {[]string{"sensitivity", "minimal", "--method", "sobol", "--trials", "256"}, false},
		"rare":        {[]string{"rare", "minimal", "--trials", "1000", "--worlds", "10000"}, false},
		"accuracy":    {[]string{"accuracy", "minimal", "--trials", "640"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			tasks := &atomic.Int64{}
			here, there := leftBy(t, nil, c.args), leftBy(t, posted{mc.Local{Workers: 1}, tasks}, c.args)
			if len(here) < 5 || len(here) != len(there) {
				t.Fatalf("%d and %d files", len(here), len(there))
			}
			for file, data := range here {
				if !bytes.Equal(data, there[file]) {
					t.Errorf("%s differs", file)
				}
			}
			if sent := tasks.Load() > 0; sent != c.tasks {
				t.Errorf("tasks were sent away: %v, want %v", sent, c.tasks)
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
