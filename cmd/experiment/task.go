package experiment

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// Task is a span of a plan as data: what a process of the same build needs to play it as the
// one that planned it would.
type Task struct {
	Recipe
	Design   draw.Spec `json:"design"`
	Label    string    `json:"label,omitempty"`
	First    uint64    `json:"first"` // trial, a multiple of sim.Lanes
	Trials   int       `json:"trials"`
	Of       int       `json:"of,omitempty"`        // trials of which these are a part, and are merged with the others
	Retain   int       `json:"retain,omitempty"`    // trials up to which every value is kept; 0 for mc.DefaultRetain
	Crosses  [][2]int  `json:"crosses,omitempty"`   // metrics whose differences are gathered together
	Look     *mc.Look  `json:"look,omitempty"`      // worlds are looked at, and not played
	NoSeries bool      `json:"no_series,omitempty"` // time series are not wanted
	Rows     bool      `json:"rows,omitempty"`      // the trials themselves are wanted,
	Shows    *mc.Shows `json:"shows,omitempty"`     // and of them no more than this
}

// TaskOf is a plan as a task; false for a plan that only this process can play.
func TaskOf(p mc.Plan) (Task, bool) {
	t := Task{
		Label: p.Label, First: p.First, Trials: p.Trials, Of: p.Of, Retain: p.Retain,
		Crosses: p.Crosses, Look: p.Look, NoSeries: p.NoSeries, Rows: p.Rows != nil, Shows: p.Shows,
	}
	if p.Recipe == nil || json.Unmarshal(p.Recipe, &t.Recipe) != nil {
		return t, false
	}
	var ok bool
	t.Design, ok = draw.SpecOf(p.Design)
	return t, ok
}

// Plan is the plan that the task is a span of.
func (t Task) Plan() (mc.Plan, error) {
	models, err := t.Models()
	if err != nil {
		return mc.Plan{}, err
	}
	design, err := t.Design.Design()
	if err != nil {
		return mc.Plan{}, err
	}
	return mc.Plan{
		Models: models, Design: design, First: t.First, Trials: t.Trials, Of: t.Of, Retain: t.Retain, Label: t.Label,
		Recipe: t.Bytes(), Crosses: t.Crosses, Look: t.Look, NoSeries: t.NoSeries, Shows: t.Shows,
	}, nil
}

// Record plays the task and writes a recording of it, which mc.Replay reads. A play that is
// cut short is the error of the context: half a recording helps nobody.
func (t Task) Record(ctx context.Context, player mc.Player, progress func(done, total int), to io.Writer) error {
	p, err := t.Plan()
	if err != nil {
		return err
	}
	p.Progress = progress
	return RecordWhole(ctx, player, p, t.Rows, to)
}

// RecordWhole plays a plan and writes a recording of it, with its trials where they are
// wanted. A play that is cut short is an error: that of the context where that has ended.
func RecordWhole(ctx context.Context, player mc.Player, p mc.Plan, rows bool, to io.Writer) error {
	s, err := mc.Record(ctx, player, p, rows, to)
	if err == nil && !s.Complete {
		err = ctx.Err()
		if err == nil {
			err = errors.New("the run ended before its last trial")
		}
	}
	return err
}
