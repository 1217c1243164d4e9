package cluster

import (
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// Progress is how far a play is.
type Progress struct {
	Shards int // played
	Groups int // done, from the first on, before one that is not
}

// Failure is a shard that could not be played, or a group whose results could not be put
// together.
type Failure struct {
	Shard int // from 0
	Why   string
}

const (
	askProgress = "progress"
	// mostGroups is how many groups are under way at a time, at most mostInGroup shards each.
	mostGroups = 100
	// mostTold is how many failures are told, so that a history stays small.
	mostTold = 20
	// incomplete is the type of the error of a play of which shards failed.
	incomplete = "incomplete"
)

// tries is how shards are tried again: a store that is full or away for some minutes loses
// nothing, and what fails at each try ends after about a quarter of an hour.
var tries = temporal.RetryPolicy{
	InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute, MaximumAttempts: 20,
}

// PlayShards is the workflow of a play: all of its groups, some at a time. Groups that fail
// do not keep others from being played.
func PlayShards(ctx workflow.Context, r Ref) error {
	done := make([]bool, r.groups())
	now := Progress{}
	if err := workflow.SetQueryHandler(ctx, askProgress, func() (Progress, error) { return now, nil }); err != nil {
		return err
	}
	var failed []Failure
	running, next := 0, 0
	selector := workflow.NewSelector(ctx)
	for running > 0 || next < len(done) && ctx.Err() == nil {
		if next == len(done) || running == mostGroups || ctx.Err() != nil {
			selector.Select(ctx)
			continue
		}
		g := next
		next, running = next+1, running+1
		selector.AddFuture(playGroup(ctx, r, g), func(f workflow.Future) {
			running--
			var some []Failure
			from, to := r.group(g)
			var result any = &some
			if r.inGroup() == 1 {
				result = nil
			}
			if err := f.Get(ctx, result); err != nil {
				some = append(some, Failure{from, reason(err)})
			}
			failed = append(failed, some...)
			if len(some) > 0 {
				return
			}
			now.Shards += to - from
			for done[g] = true; now.Groups < len(done) && done[now.Groups]; now.Groups++ {
			}
		})
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case len(failed) > 0:
		told := failed[:min(len(failed), mostTold)]
		return temporal.NewNonRetryableApplicationError(fmt.Sprintf("%d shards failed", len(failed)), incomplete, nil, len(failed), told)
	}
	return nil
}

// playGroup begins to play a group: by a workflow of its own, unless it is a single shard,
// which costs the server and workers a third of that.
func playGroup(ctx workflow.Context, r Ref, g int) workflow.Future {
	if r.inGroup() == 1 {
		var station *Station
		return workflow.ExecuteActivity(playing(ctx), station.Play, r, g)
	}
	child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID: groupID(r, g), WaitForCancellation: true,
	})
	return workflow.ExecuteChildWorkflow(child, PlayGroup, r, g)
}

// playing is a context in which shards are played.
func playing(ctx workflow.Context) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 24 * time.Hour, HeartbeatTimeout: mostSilence, RetryPolicy: &tries, WaitForCancellation: true,
	})
}

// groupID is the name of the workflow that plays a group.
func groupID(r Ref, g int) string {
	if r.inGroup() == 1 {
		return workflowID(r)
	}
	return fmt.Sprintf("%s/%d", workflowID(r), g)
}

// workflowID is the name of the workflow of a play.
func workflowID(r Ref) string { return "magnetsim-" + r.ID }

// PlayGroup is the workflow of a group: its shards, all at once for as many as can play them,
// and then their results put together where none asks for trials. It returns what failed.
func PlayGroup(ctx workflow.Context, r Ref, g int) ([]Failure, error) {
	ctx = playing(ctx)
	var station *Station
	from, to := r.group(g)
	var all []workflow.Future
	for i := from; i < to; i++ {
		all = append(all, workflow.ExecuteActivity(ctx, station.Play, r, i))
	}
	var failed []Failure
	for i, f := range all {
		if err := f.Get(ctx, nil); err != nil {
			failed = append(failed, Failure{from + i, reason(err)})
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if len(failed) == 0 && r.merged(g) {
		if err := workflow.ExecuteActivity(ctx, station.Merge, r, g).Get(ctx, nil); err != nil {
			failed = append(failed, Failure{from, reason(err)})
		}
	}
	return failed, nil
}

// reason is what went wrong, without what the server wraps around it.
func reason(err error) string {
	var at *temporal.ApplicationError
	if errors.As(err, &at) {
		return at.Message()
	}
	var silent *temporal.TimeoutError
	if errors.As(err, &silent) {
		return "its worker stopped responding"
	}
	return err.Error()
}
