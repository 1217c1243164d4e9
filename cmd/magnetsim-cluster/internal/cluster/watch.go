package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"magnetsim/sim/mc"
)

// How often is asked how far a play is, and how often what may keep it up.
const (
	askEvery  = 2 * time.Second
	lookEvery = 10 * time.Second
	// answerWithin is how long an answer is waited for: with no worker none comes.
	answerWithin = 5 * time.Second
)

// useExisting joins a workflow of the same name that is under way.
const useExisting = enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING

// watch lets a play be played, and gathers what it gives. A server that does not answer is
// asked again until ctx ends: then the play is cancelled, and the sample is that of the
// trials up to the first that is missing.
func (p *Player) watch(ctx context.Context, r Ref, plan mc.Plan) (*mc.Sample, error) {
	g := &gathering{store: p.Store, ref: r, plan: plan}
	tell := func(shards int) {
		if plan.Progress != nil {
			plan.Progress(r.trials(plan, shards), plan.Trials)
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- p.carryOut(ctx, r) }()
	ask, look := time.NewTicker(askEvery), time.NewTicker(lookEvery)
	defer ask.Stop()
	defer look.Stop()
	var err error
	for over := false; err == nil && !(over && g.next == r.Shards); {
		select {
		case <-ctx.Done():
			err = ctx.Err()
		case err = <-ended:
			if over = err == nil; over {
				err = p.take(ctx, g, r.groups())
			}
		case <-look.C:
			p.look(ctx, r, g.next/r.inGroup())
		case <-ask.C:
			now, answered := Progress{r.Shards, r.groups()}, over
			if !over {
				now, answered = p.progress(ctx, r)
			}
			if answered {
				tell(now.Shards)
				err = p.take(ctx, g, now.Groups)
			}
		}
	}
	switch {
	case ctx.Err() != nil:
		return p.giveUp(ctx, g)
	case err != nil:
		return nil, fmt.Errorf("%w\n  progress is kept in the store %s: the same command continues from there", err, p.Store)
	}
	tell(r.Shards)
	return g.partial(ctx)
}

// mostAway is how long a store may be away.
const mostAway = 10 * time.Minute

// take takes what groups gave, up to before one. Of a store that is away the error is that of
// a later time, when it has been so for long.
func (p *Player) take(ctx context.Context, g *gathering, to int) error {
	err := g.groups(ctx, to)
	var away unreadable
	switch {
	case !errors.As(err, &away):
		g.away = time.Time{}
		return err
	case g.away.IsZero():
		g.away = time.Now()
	case time.Since(g.away) > mostAway:
		return err
	}
	p.once("A played shard cannot be read and is played again: %v", err)
	return nil
}

// trials is about how many trials so many shards are.
func (r Ref) trials(plan mc.Plan, shards int) int {
	return int(float64(plan.Trials) * float64(shards) / float64(r.Shards))
}

// carryOut begins the workflow of a play, or joins the one that is under way, and waits for
// its end. One that was joined while it was being cancelled, as by the same command before,
// is begun anew.
func (p *Player) carryOut(ctx context.Context, r Ref) error {
	began := time.Now()
	for {
		run, err := retry(ctx, p, func() (client.WorkflowRun, error) {
			return p.Client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
				ID: workflowID(r), TaskQueue: shardQueue(), WorkflowIDConflictPolicy: useExisting,
			}, PlayShards, r)
		})
		if err != nil {
			return err
		}
		_, err = retry(ctx, p, func() (bool, error) { return true, run.Get(ctx, nil) })
		var cancelled *temporal.CanceledError
		if ctx.Err() == nil && errors.As(err, &cancelled) && time.Since(began) < 2*mostSilence {
			continue
		}
		return told(r, err)
	}
}

// retry does something again where the server does not answer, until ctx ends.
func retry[T any](ctx context.Context, p *Player, do func() (T, error)) (T, error) {
	for {
		got, err := do()
		var ended *temporal.WorkflowExecutionError
		if err == nil || errors.As(err, &ended) || ctx.Err() != nil {
			return got, err
		}
		p.once("Waiting for the Temporal server, which does not answer: %v", err)
		select {
		case <-ctx.Done():
			return got, ctx.Err()
		case <-time.After(askEvery):
		}
	}
}

// told tells how a play ended.
func told(r Ref, err error) error {
	var at *temporal.ApplicationError
	var stopped *temporal.TerminatedError
	switch {
	case errors.As(err, &at) && at.Type() == incomplete:
		var n int
		var some []Failure
		if at.Details(&n, &some) != nil || len(some) == 0 {
			return err
		}
		return fmt.Errorf("%d of %d shards could not be played; the first, number %d: %s", n, r.Shards, some[0].Shard+1, some[0].Why)
	case errors.As(err, &stopped), temporal.IsCanceledError(err):
		return fmt.Errorf("the run was ended by someone else (workflow %s)", workflowID(r))
	}
	return err
}

// progress asks how far a play is; false where nobody answers.
func (p *Player) progress(ctx context.Context, r Ref) (now Progress, answered bool) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	answer, err := p.Client.QueryWorkflow(ctx, workflowID(r), "", askProgress)
	return now, err == nil && answer.Get(&now) == nil
}

// look looks for what keeps a play up, and tells it: no worker of this build, or shards that
// fail and are tried again.
func (p *Player) look(ctx context.Context, r Ref, group int) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	queue, err := p.Client.DescribeTaskQueue(ctx, shardQueue(), enums.TASK_QUEUE_TYPE_ACTIVITY)
	if err != nil {
		return
	}
	if len(awake(queue.GetPollers())) == 0 {
		p.once("Waiting for a worker of this build, which is %s.%s", buildID(), p.others(ctx))
		return
	}
	under, err := p.Client.DescribeWorkflow(ctx, groupID(r, group), "")
	if err != nil {
		return
	}
	for _, a := range under.RawResponse.GetPendingActivities() {
		if f := a.GetLastFailure(); f != nil {
			p.once("A shard failed and is tried again: %s", f.GetMessage())
		}
	}
}

// awake are the workers that have asked for something within the time that one waits for an
// answer, and some more; the server remembers others for minutes.
func awake(workers []*taskqueue.PollerInfo) []*taskqueue.PollerInfo {
	const longest = 75 * time.Second
	return slices.DeleteFunc(slices.Clone(workers), func(w *taskqueue.PollerInfo) bool {
		return time.Since(w.GetLastAccessTime().AsTime()) > longest
	})
}

// others names the workers of other builds.
func (p *Player) others(ctx context.Context) string {
	roll, err := p.Client.DescribeTaskQueue(ctx, rollQueue, enums.TASK_QUEUE_TYPE_WORKFLOW)
	if err != nil {
		return ""
	}
	var all []string
	for _, w := range awake(roll.GetPollers()) {
		all = append(all, w.GetIdentity())
	}
	if all == nil {
		return ""
	}
	return "\n  There are workers of other builds, which are not used, because the last digits of their numbers may differ:\n  " + strings.Join(all, "\n  ")
}

// giveUp cancels a play and takes what there is of it up to the first shard that is missing, as
// one machine keeps the trials up to the first that it has not played: those that it counts
// are the first of the plan, whichever shards took longer. The others are kept for another try.
func (p *Player) giveUp(ctx context.Context, g *gathering) (*mc.Sample, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := p.Client.CancelWorkflow(ctx, workflowID(g.ref), ""); err != nil {
		p.once("The run could not be cancelled and continues without this program: %v", err)
	}
	if err := g.rest(ctx); err != nil {
		p.once("The shards played since could not be read: %v", err)
	}
	kept, err := p.Store.Count(ctx, g.ref.folder(), shardEnd)
	if err != nil {
		p.once("Progress is kept in the store %s: the same command continues.", p.Store)
		return g.partial(ctx)
	}
	p.once("%d of %d shards are done and kept in the store %s: the same command continues from them.%s", kept, g.ref.Shards, p.Store, g.beyond(kept))
	return g.partial(ctx)
}
