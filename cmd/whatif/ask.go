package whatif

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// beats are the trials after which an answer is given: the first picture is there at once,
// each of the next has half the error of the last. All are multiples of sim.Lanes.
var beats = []int{64, 256, 1024, 4096}

// mostKept is how many sides are kept: A, what B is held against, B, and where the hand was
// just before. One takes some 15 MB for the base case, and as much again for the beats before
// its last, which are kept of the sides of the question at hand: what stands against a side
// that is played anew is shown of as many trials.
const mostKept = 6

// kept is a side with what is known of it.
type kept struct {
	key     string             // of side and draws
	samples map[int]*mc.Sample // by how many trials, from the first on: those of a beat
	values  *mc.Values
	have    int    // trials; 0 before the first beat
	first   glance // of the first beat, where nothing more was asked for
}

// glance is what a first picture rests on: trials without their time series, which take as
// long as the rest of it.
type glance struct {
	sample *mc.Sample // nil for none
	values *mc.Values
}

// glance is what is known of the trials of the first beat, n of them.
func (k *kept) glance(n int) glance {
	if k.first.sample == nil && k.samples[n] != nil {
		return glance{k.samples[n].WithoutSeries(), k.values}
	}
	return k.first
}

// stops are the numbers of trials after which an answer is given.
func (g *Ground) stops() []int {
	all := slices.DeleteFunc(slices.Clone(beats), func(n int) bool { return n >= g.Trials() })
	return append(all, g.Trials())
}

// Task is what another process needs to play a span of a question: Ground.Play does.
type Task struct {
	Sides  []Side `json:"sides"`  // of the question, on which the draws depend
	Played []int  `json:"played"` // those that are to be played
	Seed   uint64 `json:"seed"`
	Label  string `json:"label"` // of what is played
}

// Ask answers a question, beat by beat, until all trials of the scenario are played: each
// answer has a report on the sides that are played. A context that ends, or an error of
// tell, ends it. The error is a scenarios.Problems where a value is at fault.
func (g *Ground) Ask(ctx context.Context, q Question, tell func(*output.Report) error) error {
	if err := g.hold(ctx); err != nil {
		return err
	}
	defer g.release()
	t, err := g.table(q)
	if err != nil {
		return err
	}
	told := t.told()
	for _, n := range g.stops() {
		if n < told {
			continue
		}
		report, err := t.report(ctx, n)
		if err != nil {
			return err
		}
		if err := tell(report); err != nil {
			return err
		}
		if g.glances(n) {
			rest(ctx)
		}
	}
	return nil
}

// glances reports whether an answer after n trials is but a first picture.
func (g *Ground) glances(n int) bool { return n == g.stops()[0] && n < g.Trials() }

// still is how long a hand is taken to be still when no move has come since the first picture.
const still = 100 * time.Millisecond

// rest waits before the first answer is refined: while a hand moves, the next question finds
// the processors free.
func rest(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(still):
	}
}

// Report answers a question after all trials, and tells what the sides rest on: for a page
// that is kept.
func (g *Ground) Report(ctx context.Context, q Question) (*output.Report, error) {
	if err := g.hold(ctx); err != nil {
		return nil, err
	}
	defer g.release()
	t, err := g.table(q)
	if err != nil {
		return nil, err
	}
	t.x.Inform(t.made...)
	return t.report(ctx, g.Trials())
}

// Play plays a span of a task, for another process that asks.
func (g *Ground) Play(ctx context.Context, task []byte, span mc.Span, to io.Writer) error {
	var x Task
	if err := json.Unmarshal(task, &x); err != nil {
		return err
	}
	if err := g.hold(ctx); err != nil {
		return err
	}
	defer g.release()
	t := &table{g: g, seed: x.Seed, label: x.Label}
	if err := t.under(x.Sides); err != nil {
		return err
	}
	t.design = g.drawn(x.Label, t.x)
	plan, _ := t.plan(x.Played, span)
	plan.Rows = nil
	_, err := mc.Record(ctx, g.player, plan, true, to)
	return err
}

// table is a question being answered.
type table struct {
	g      *Ground
	x      *experiment.Experiment // under the sides
	seed   uint64
	lean   bool
	sides  []Side
	design draw.Design
	label  string
	made   []*experiment.Arm // by side
	arms   []*kept           // by side
}

// table makes a question ready to be played.
func (g *Ground) table(q Question) (*table, error) {
	if err := g.check(q); err != nil {
		return nil, err
	}
	t := &table{g: g, seed: q.Seed, lean: q.Lean}
	if t.seed == 0 {
		t.seed = g.x.Loaded.Run.Seed
	}
	if err := t.under(g.sides(q)); err != nil {
		return nil, err
	}
	t.label = fmt.Sprintf("%s %d %s", g.x.Hash, t.seed, g.leading(t.x))
	t.design = g.drawn(t.label, t.x)
	for _, s := range t.sides {
		t.arms = append(t.arms, g.keep(t.label+"\x00"+s.key()))
	}
	t.trim()
	return t, nil
}

// under puts the sides in place of the policies of the scenario.
func (t *table) under(sides []Side) error {
	t.sides = sides
	for i, s := range sides {
		arm, err := t.g.arm(s)
		if err != nil {
			return err
		}
		arm.Name, arm.Title = sideName(i), t.g.title(s)
		t.made = append(t.made, arm)
	}
	if len(sides) == 2 && t.made[0].Title == t.made[1].Title {
		t.made[0].Title, t.made[1].Title = t.made[0].Title+" (A)", t.made[1].Title+" (B)"
	}
	t.x = t.g.x.Under(t.made...)
	loaded := *t.g.x.Loaded
	loaded.Run.Seed = t.seed
	t.x.Loaded, t.x.Facts.Run.Seed = &loaded, t.seed
	return nil
}

// drawn is the design of a label, the same as long as the label is: worlds are kept that it drew.
func (g *Ground) drawn(label string, x *experiment.Experiment) draw.Design {
	if g.label != label || g.design == nil {
		g.label, g.design = label, x.Design()
	}
	return g.design
}

// mostArms sides are kept as they are compiled.
const mostArms = 32

// arm compiles a side, or takes it from those that are kept; it is the caller's to name.
func (g *Ground) arm(s Side) (*experiment.Arm, error) {
	key := s.key()
	if g.arms[key] == nil {
		arm, err := g.x.Arm("", "", s.Policy, s.Sets)
		if err != nil {
			return nil, err
		}
		if g.arms == nil || len(g.arms) == mostArms {
			g.arms = map[string]*experiment.Arm{}
		}
		g.arms[key] = arm
	}
	arm := *g.arms[key]
	return &arm, nil
}

// leading tells designs apart that give the first coordinates to what is drawn.
func (g *Ground) leading(x *experiment.Experiment) string {
	if x.Loaded.Run.Sampling != "sobol" {
		return ""
	}
	var all []draw.Address
	for _, m := range x.Models {
		all = append(all, m.Factors()...)
	}
	return fmt.Sprint(all)
}

// keep returns what is known of a side, and keeps it before all others.
func (g *Ground) keep(key string) *kept {
	k := &kept{key: key, samples: map[int]*mc.Sample{}, values: &mc.Values{}}
	if i := slices.IndexFunc(g.kept, func(k *kept) bool { return k.key == key }); i >= 0 {
		k = g.kept[i]
		g.kept = slices.Delete(g.kept, i, i+1)
	}
	g.kept = slices.Insert(g.kept, 0, k)
	if len(g.kept) > mostKept {
		g.kept = g.kept[:mostKept]
	}
	return k
}

// trim lets go of what no answer to the question at hand will need: of other sides the beats
// before their last, and of its own sides, where they lack such a beat, all.
func (t *table) trim() {
	for _, k := range t.g.kept {
		if !slices.Contains(t.arms, k) {
			maps.DeleteFunc(k.samples, func(n int, _ *mc.Sample) bool { return n != k.have })
		}
	}
	told := t.told()
	for _, a := range t.arms {
		for _, n := range t.g.stops() {
			if n >= told && n <= a.have && n > 0 && a.samples[n] == nil {
				a.samples, a.values, a.have = map[int]*mc.Sample{}, &mc.Values{}, 0
			}
		}
	}
}

// told is the last beat for which nothing has to be played; 0 where there is none.
func (t *table) told() int {
	have := t.arms[0].have
	for _, a := range t.arms {
		have = min(have, a.have)
	}
	last := 0
	for _, n := range t.g.stops() {
		if n <= have {
			last = n
		}
	}
	return last
}

// report plays what is not yet played of the first n trials, and reports on them.
func (t *table) report(ctx context.Context, n int) (*output.Report, error) {
	s, err := t.sample(ctx, n)
	if err != nil {
		return nil, err
	}
	s.Asked = int64(t.g.Trials())
	s.Complete = s.Done == s.Asked
	facts := t.x.Facts
	facts.Lean = t.lean && !s.Complete
	return output.Build(s, facts), nil
}

// sample is that of the first n trials of all sides.
func (t *table) sample(ctx context.Context, n int) (*mc.Sample, error) {
	all := make([]glance, len(t.arms))
	if t.lean && t.g.glances(n) {
		if err := t.glance(ctx, n); err != nil {
			return nil, err
		}
		for i, a := range t.arms {
			all[i] = a.glance(n)
		}
		return t.beside(ctx, n, all)
	}
	for _, stop := range t.g.stops() {
		if stop > n {
			break
		}
		if err := t.extend(ctx, stop); err != nil {
			return nil, err
		}
	}
	for i, a := range t.arms {
		all[i] = glance{a.samples[n], a.values}
	}
	return t.beside(ctx, n, all)
}

// glance plays the first beat, of n trials, of the sides of which it is not known.
func (t *table) glance(ctx context.Context, n int) error {
	var group []int
	for i, a := range t.arms {
		if a.glance(n).sample == nil {
			group = append(group, i)
		}
	}
	if group == nil {
		return nil
	}
	plan, values := t.plan(group, mc.Span{Trials: n})
	plan.NoSeries = true
	s, err := t.play(ctx, plan)
	if err != nil {
		return err
	}
	for i, at := range group {
		t.arms[at].first = glance{s.Only(i), values[i]}
	}
	return nil
}

// extend plays, up to one stop from that before it, the sides that are not played so far.
func (t *table) extend(ctx context.Context, n int) error {
	var group []int
	have := 0
	for i, a := range t.arms {
		if a.have < n {
			group, have = append(group, i), a.have // which is the stop before, of all of them
		}
	}
	if group == nil {
		return nil
	}
	plan, values := t.plan(group, mc.Span{First: uint64(have), Trials: n - have})
	s, err := t.play(ctx, plan)
	if err != nil {
		return err
	}
	for i, at := range group {
		a, one := t.arms[at], s.Only(i)
		if have > 0 {
			if one, err = mc.Merge(a.samples[have], one); err != nil {
				return err
			}
		}
		a.samples[n], a.have = one, n
		a.values.Join(values[i])
	}
	return nil
}

// play plays a plan to its end.
func (t *table) play(ctx context.Context, plan mc.Plan) (*mc.Sample, error) {
	s, err := t.g.player.Play(mc.GivingUp(ctx, ctx.Done()), plan) // no block is played to its end for nobody
	switch {
	case err != nil:
		return nil, err
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case !s.Complete:
		return nil, errors.New("the run ended before its last trial")
	}
	return s, nil
}

// plan is the play of a span of some sides, by index, and the values that it will show.
func (t *table) plan(group []int, span mc.Span) (mc.Plan, []*mc.Values) {
	recipe, _ := json.Marshal(Task{Sides: t.sides, Played: group, Seed: t.seed, Label: t.label}) // of texts and numbers, which cannot fail
	p := mc.Plan{Design: t.design, Of: t.g.Trials(), Label: t.label, Recipe: recipe}
	values := make([]*mc.Values, len(group))
	for i, at := range group {
		p.Models, values[i] = append(p.Models, t.x.Models[at]), &mc.Values{}
	}
	p.Rows = func(r mc.Rows) error { return values[r.Variant].Take(r) }
	p.Shows = &mc.Shows{} // what was drawn is not looked at
	for i := range p.Models[0].Metrics() {
		p.Shows.Metrics = append(p.Shows.Metrics, i)
	}
	if span.First == 0 && span.Trials <= sim.Lanes {
		p.Worlds = &t.g.worlds // the next move plays them again
	}
	return p.On(span), values
}

// beside is the sample of all sides: of their own, or, where trials fail, which then all must
// leave out, of a play of all together.
func (t *table) beside(ctx context.Context, n int, all []glance) (*mc.Sample, error) {
	crosses := output.Crosses(t.x.Models[0])
	var samples []*mc.Sample
	var values []*mc.Values
	failed := int64(0)
	for _, x := range all {
		samples, values, failed = append(samples, x.sample), append(values, x.values.First(n)), failed+x.sample.Failed
	}
	if failed == 0 {
		return mc.Beside(t.design, crosses, samples, values)
	}
	s, err := mc.Local{}.Play(ctx, mc.Plan{Models: t.x.Models, Design: t.design, Trials: n, Of: t.g.Trials(), Label: t.label, Crosses: crosses, NoSeries: len(all[0].sample.Series) == 0})
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return s, err
}
