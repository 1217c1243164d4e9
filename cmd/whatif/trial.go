package whatif

import (
	"cmp"
	"context"
	"fmt"
	"math"

	"magnetsim/output"
	"magnetsim/sim/study"
)

// Pick says which trial of a side is to be told: by its number, by what it lost, or by the
// share of trials that lose no more. Where nothing is given it is the median.
type Pick struct {
	Side   int      // 0 or 1 of the sides that are played
	Metric string   // the shortfall by which it is placed; "" for the first
	Number *uint64  // from 0
	Value  *float64 // of the shortfall, t
	Share  *float64 // 0.5 the median, 1 the worst
}

// Trial tells one trial of those that the last answer to a question rests on, or of the
// first beat where there is none: what "magnetsim trial" tells of a run of as many trials.
// Pick chooses it from the report of that answer. The trial is played again, and all its
// metrics must come out to the bit as they were.
func (g *Ground) Trial(ctx context.Context, q Question, pick func(*output.Report) (Pick, error)) (*output.Trial, error) {
	if err := g.hold(ctx); err != nil {
		return nil, err
	}
	defer g.release()
	q.Lean = false // a trial is told of a whole answer
	t, err := g.table(q)
	if err != nil {
		return nil, err
	}
	n := max(t.told(), g.stops()[0])
	r, err := t.report(ctx, n)
	if err != nil {
		return nil, err
	}
	p, err := pick(r)
	if err != nil {
		return nil, err
	}
	if p.Side < 0 || p.Side >= len(t.arms) {
		return nil, fmt.Errorf("there is no side %d: there are %d, counted from 0", p.Side, len(t.arms))
	}
	place, err := t.place(r, p, n)
	if err != nil {
		return nil, err
	}
	model := t.x.Models[p.Side]
	played, err := study.PlayTrial(t.x.Scenarios[p.Side], model, t.design, place.Number)
	if err != nil {
		return nil, err
	}
	for i, m := range model.Metrics() {
		x, was := played.Metrics[i], t.arms[p.Side].values.Metric(i)[place.Number]
		if math.Float64bits(x) != math.Float64bits(was) && !(math.IsNaN(x) && math.IsNaN(was)) {
			return nil, fmt.Errorf("a fault of the program: %s of trial %d is %v when it is played again, and was %v", m.Name, place.Number, x, was)
		}
	}
	head := t.x.Head("trial")
	head.Trials, head.Asked = r.Run.Trials, r.Run.Asked
	return output.NewTrial(head, r, r.Variants[p.Side], played, place, 0)
}

// place finds the trial that is picked, among the first n.
func (t *table) place(r *output.Report, p Pick, n int) (output.TrialPlace, error) {
	arm := t.arms[p.Side]
	if failed := arm.samples[n].Failed; failed > 0 {
		return output.TrialPlace{}, fmt.Errorf("%d of the trials failed, so none is told here: run the scenario, and tell one by magnetsim trial", failed)
	}
	v := output.TrialValues{Metric: cmp.Or(p.Metric, r.Chief())}
	for i, m := range t.x.Models[p.Side].Metrics() {
		if m.Name == v.Metric {
			v.Unit, v.Values = m.Unit, arm.values.Metric(i)[:n]
		}
	}
	for i := range v.Values {
		v.Numbers = append(v.Numbers, uint64(i))
	}
	switch {
	case p.Number != nil:
		if *p.Number >= uint64(n) {
			return output.TrialPlace{}, fmt.Errorf("there is no trial %d so far: they are 0 to %d", *p.Number, n-1)
		}
		return v.Place(int(*p.Number)), nil
	case p.Value != nil:
		return v.Nearest(*p.Value), nil
	case p.Share == nil:
		return v.AtShare(0.5, r, p.Side), nil
	case *p.Share >= 1:
		return v.Worst(), nil
	}
	return v.AtShare(math.Max(0, *p.Share), r, p.Side), nil
}
