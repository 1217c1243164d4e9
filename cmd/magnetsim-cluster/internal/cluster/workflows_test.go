package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"gocloud.dev/blob/memblob"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
)

// small is a play of so many trials of the smallest scenario, in a store, and its plan.
func small(t *testing.T, trials, shards int, rows bool, shows *mc.Shows) (*store.Store, Ref, mc.Plan) {
	t.Helper()
	x, err := experiment.Open(scenarios.Shipped, "minimal.yaml", scenarios.Options{Sets: []string{fmt.Sprint("run.trials=", trials)}})
	if err != nil {
		t.Fatal(err)
	}
	s := store.Of(memblob.OpenBucket(nil))
	t.Cleanup(func() { s.Close() })
	plan := x.Plan()
	if plan.Shows = shows; rows {
		plan.Rows = func(mc.Rows) error { return nil }
	}
	task, ok := experiment.TaskOf(plan)
	if !ok {
		t.Fatal("the plan is no task")
	}
	r, err := put(t.Context(), s, task, func() (int, error) { return shards, nil })
	if err != nil {
		t.Fatal(err)
	}
	return s, r, plan
}

// environment plays workflows in memory, with time that passes at once.
func environment(s *store.Store) *testsuite.TestWorkflowEnvironment {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(silent{})
	env := suite.NewTestWorkflowEnvironment()
	env.SetTestTimeout(time.Minute)
	env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: time.Minute}) // a busy machine is no deadlock
	registerShards(env, &Station{Store: s})
	return env
}

// silent is a logger that says nothing.
type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}

// What is played in shards is what is played at once, to the bit, and shows the same trials.
func TestPlayShards(t *testing.T) {
	for _, c := range []struct {
		trials, shards int
		rows           bool
		until          uint64
	}{{700, 1, false, 0}, {700, 5, true, 0}, {700, 5, false, 0}, {64 * 70, 70, false, 0}, {64 * 101, 101, true, 0}, {64 * 101, 101, true, 5 * 64}} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			var shows *mc.Shows
			if c.until > 0 {
				shows = &mc.Shows{Metrics: []int{0}, Until: c.until}
			}
			s, r, plan := small(t, c.trials, c.shards, c.rows, shows)
			if c.shards > 100 && (r.merged(0) || r.merged(r.groups()-2) != (c.until > 0)) {
				t.Errorf("workers merge the first group: %v, the last whole one: %v", r.merged(0), r.merged(r.groups()-2))
			}
			env := environment(s)
			env.ExecuteWorkflow(PlayShards, r)
			if err := told(r, env.GetWorkflowError()); err != nil {
				t.Fatal(err)
			}
			answer, err := env.QueryWorkflow(askProgress)
			if err != nil {
				t.Fatal(err)
			}
			var now Progress
			if err := answer.Get(&now); err != nil || now != (Progress{c.shards, r.groups()}) {
				t.Errorf("progress is %+v, error %v", now, err)
			}
			var want, got bytes.Buffer
			show := func(to io.Writer) func(mc.Rows) error {
				if !c.rows {
					return nil
				}
				return func(r mc.Rows) error {
					if shows.Trials(mc.Span{First: r.First, Trials: r.N}) == 0 {
						return nil
					}
					_, err := fmt.Fprintln(to, r.Variant, r.First, r.N, r.Metric(0)[:r.N])
					return err
				}
			}
			plan.Rows = show(&want)
			whole, err := mc.Play(t.Context(), plan)
			if err != nil {
				t.Fatal(err)
			}
			plan.Rows = show(&got)
			g := &gathering{store: s, ref: r, plan: plan}
			if err := g.groups(t.Context(), r.groups()); err != nil {
				t.Fatal(err)
			}
			all, err := g.partial(t.Context())
			if err != nil || !all.Complete || !bytes.Equal(all.Encode(), whole.Encode()) {
				t.Errorf("another sample, complete: %v, error %v", all.Complete, err)
			}
			if !bytes.Equal(want.Bytes(), got.Bytes()) {
				t.Error("other trials are shown")
			}
		})
	}
}

// A shard that fails for a while is tried again, and one that fails for good is named, while
// the others are played all the same.
func TestShardsThatFail(t *testing.T) {
	s, r, plan := small(t, 700, 5, false, nil)
	env := environment(s)
	station, failures := &Station{Store: s}, map[int]int{2: 7, 1: 1000}
	env.OnActivity(station.Play, anything, r, anything).Return(func(ctx context.Context, r Ref, shard int) error {
		if failures[shard]--; failures[shard] >= 0 {
			return errors.New("no space left on device")
		}
		return station.Play(ctx, r, shard)
	})
	env.ExecuteWorkflow(PlayShards, r)
	err := told(r, env.GetWorkflowError())
	if err == nil || !strings.Contains(err.Error(), "1 of 5 shards could not be played; the first, number 2: no space left on device") {
		t.Errorf("error %v", err)
	}
	if left := failures[1]; left != 1000-int(tries.MaximumAttempts) {
		t.Errorf("it was tried %d times", 1000-left)
	}
	g := &gathering{store: s, ref: r, plan: plan}
	if err := g.rest(t.Context()); err != nil {
		t.Fatal(err)
	}
	some, err := g.partial(t.Context())
	if err != nil || some.Complete || some.Done != int64(r.part(plan, 0, 1).Trials) || some.Asked != 700 {
		t.Errorf("of %d trials %d are there, complete: %v, error %v", some.Asked, some.Done, some.Complete, err)
	}
	// The others, which results do not count, are kept, and it is said.
	kept, err := s.Count(t.Context(), r.folder(), shardEnd)
	if said := g.beyond(kept); err != nil || kept != 4 || !strings.Contains(said, "of the first 1, up to one that is missing") {
		t.Errorf("%d shards are kept, error %v: %q", kept, err, said)
	}

	// Begun anew, it goes on with all that there is.
	env = environment(s)
	played := 0
	env.OnActivity(station.Play, anything, r, anything).Return(func(ctx context.Context, r Ref, shard int) error {
		if there, err := s.Has(ctx, r.shardName(shard)); err == nil && !there {
			played++
		}
		return station.Play(ctx, r, shard)
	})
	env.ExecuteWorkflow(PlayShards, r)
	if err := env.GetWorkflowError(); err != nil || played != 1 {
		t.Errorf("%d shards were played again, error %v", played, err)
	}
}

// activities is where activities are tried.
func activities(s *Station) *testsuite.TestActivityEnvironment {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(silent{})
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(s)
	return env
}

// A shard that is delivered twice is played once.
func TestDeliveredTwice(t *testing.T) {
	s, r, _ := small(t, 700, 3, false, nil)
	station := &Station{Store: s}
	env := activities(station)
	for range 2 {
		if _, err := env.ExecuteActivity(station.Play, r, 1); err != nil {
			t.Fatal(err)
		}
	}
	object := func() (data []byte) {
		if err := s.ReadPlain(t.Context(), r.shardName(1), func(from io.Reader) (err error) { data, err = io.ReadAll(from); return err }); err != nil {
			t.Fatal(err)
		}
		return data
	}
	first := object()
	mark := []byte("left as it is")
	if err := s.WritePlain(t.Context(), r.shardName(1), func(w io.Writer) error { _, err := w.Write(mark); return err }); err != nil {
		t.Fatal(err)
	}
	if _, err := env.ExecuteActivity(station.Play, r, 1); err != nil || !bytes.Equal(object(), mark) {
		t.Errorf("it was played again, error %v", err)
	}
	// Played at the same time by two, it is the same bytes.
	if err := s.Remove(t.Context(), r.shardName(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := activities(&Station{Store: s}).ExecuteActivity(station.Play, r, 1); err != nil || !bytes.Equal(object(), first) {
		t.Errorf("another worker gives other bytes, error %v", err)
	}
}

// Plays of another build, and plays that are not there, are refused: the first for good.
func TestRefusedPlays(t *testing.T) {
	s, r, plan := small(t, 700, 3, false, nil)
	task, _ := experiment.TaskOf(plan)
	refused := func(want string, final bool) {
		t.Helper()
		station := &Station{Store: s}
		_, err := activities(station).ExecuteActivity(station.Play, r, 0)
		var at *temporal.ApplicationError
		if !errors.As(err, &at) || at.NonRetryable() != final || !strings.Contains(at.Message(), want) {
			t.Errorf("error %v", err)
		}
	}
	again := func(p play) {
		t.Helper()
		if err := s.Write(t.Context(), r.Name(), func(w io.Writer) error { return json.NewEncoder(w).Encode(p) }); err != nil {
			t.Fatal(err)
		}
	}
	again(play{"devel arm64", task, 3})
	refused("the run is of the build devel arm64, but this worker is of", true)
	task.Scenario = "version: 1"
	again(play{buildID(), task, 3})
	refused("scenario", true)
	if err := s.Remove(t.Context(), r.Name()); err != nil {
		t.Fatal(err)
	}
	refused("a worker needs the same store as the command", false)
}

// A result that is damaged is no result.
func TestDamagedResult(t *testing.T) {
	s, r, plan := small(t, 700, 1, false, nil)
	env := environment(s)
	env.ExecuteWorkflow(PlayShards, r)
	if err := s.Write(t.Context(), r.shardName(0), func(w io.Writer) error { _, err := w.Write([]byte("half")); return err }); err != nil {
		t.Fatal(err)
	}
	g := &gathering{store: s, ref: r, plan: plan}
	if err := g.groups(t.Context(), 1); err == nil || !strings.Contains(err.Error(), "shard 1 of 1") {
		t.Errorf("error %v", err)
	}
}
