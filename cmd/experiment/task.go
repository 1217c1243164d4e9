package experiment

import (
	"context"
	"errors"
	"io"

	"magnetsim/sim/mc"
)

// Task is a span of a plan as data: what a process of the same build needs to play it as the
// one that planned it would. A policy, a case, a value set and a cell of a sweep are edits of
// a scenario, and all of them are made in its text.
type Task struct {
	Scenario string `json:"scenario"` // resolved, YAML; trials, seed and sampling plan stand in it
	First    uint64 `json:"first"`    // trial, a multiple of sim.Lanes
	Trials   int    `json:"trials"`
	Of       int    `json:"of,omitempty"`        // trials of which these are a part, and are merged with the others
	Retain   int    `json:"retain,omitempty"`    // trials up to which every value is kept; 0 for mc.DefaultRetain
	NoSeries bool   `json:"no_series,omitempty"` // time series are not wanted
	Rows     bool   `json:"rows,omitempty"`      // the trials themselves are wanted
}

// TaskOf is a plan as a task; false for a plan that only this process can play.
func TaskOf(p mc.Plan) (Task, bool) {
	t := Task{Scenario: string(p.Recipe), First: p.First, Trials: p.Trials, Of: p.Of, Retain: p.Retain, NoSeries: p.NoSeries, Rows: p.Rows != nil}
	return t, p.Recipe != nil
}

// Plan is the plan that the task is a span of.
func (t Task) Plan() (mc.Plan, error) {
	loaded, problems := LoadResolved([]byte(t.Scenario))
	if problems.Failed() {
		return mc.Plan{}, problems
	}
	x, err := New(loaded)
	if err != nil {
		return mc.Plan{}, err
	}
	p := x.Plan()
	p.Of, p.Retain, p.NoSeries = t.Of, t.Retain, t.NoSeries
	return p.On(mc.Span{First: t.First, Trials: t.Trials}), nil
}

// Record plays the task and writes a recording of it, which mc.Replay reads. A play that is
// cut short is the error of the context: half a recording helps nobody.
func (t Task) Record(ctx context.Context, player mc.Player, progress func(done, total int), to io.Writer) error {
	p, err := t.Plan()
	if err != nil {
		return err
	}
	p.Progress = progress
	s, err := mc.Record(ctx, player, p, t.Rows, to)
	if err == nil && !s.Complete {
		err = ctx.Err()
		if err == nil {
			err = errors.New("the play ended before its last trial")
		}
	}
	return err
}
