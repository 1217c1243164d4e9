package study

import (
	"context"
	"fmt"
	"math"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// Division is what to play for the indices of a metric.
type Division struct {
	Model    *sim.Model
	Groups   []Group
	Metric   int // of Model.Metrics; one that is always finite
	Seed     uint64
	Trials   int // of each design
	Workers  int
	Progress func(done, total int)
}

// Runs returns the number of trials that are played in all.
func (d Division) Runs() int { return d.Trials * (len(d.Groups) + 2) }

// Divide plays a division: two independent designs, and for each group the first
// design with the group's factors from the second. The result is the same for any
// number of workers. Trials that fail in any of them are left out of all. Where ctx
// is cancelled its error is returned.
func Divide(ctx context.Context, d Division) (*Variance, error) {
	if d.Model.Metrics()[d.Metric].Never {
		return nil, fmt.Errorf("%s is infinite where it never happens, so that it has no variance", d.Model.Metrics()[d.Metric].Name)
	}
	a, b := draw.Random(d.Seed), draw.Random(d.Seed^uint64(draw.Key("study.sobol.second")))
	designs := []draw.Design{a, b}
	for _, g := range d.Groups {
		designs = append(designs, newMixed(a, b, g.factors))
	}
	columns := make([][]float64, len(designs))
	for i, design := range designs {
		var err error
		if columns[i], err = d.play(ctx, design, i*d.Trials); err != nil {
			return nil, err
		}
	}
	columns = complete(columns)
	return Sobol(columns[0], columns[1], columns[2:], d.Seed)
}

// play returns the metric by trial, NaN of one that failed.
func (d Division) play(ctx context.Context, design draw.Design, before int) ([]float64, error) {
	values := make([]float64, 0, d.Trials)
	_, err := mc.Play(ctx, mc.Plan{
		Models: []*sim.Model{d.Model}, Design: design, Trials: d.Trials, Workers: d.Workers,
		Rows: func(r mc.Rows) error {
			for lane, x := range r.Metric(d.Metric)[:r.N] {
				if !r.OK(lane) {
					x = math.NaN()
				}
				values = append(values, x)
			}
			return nil
		},
		Progress: func(done, _ int) {
			if d.Progress != nil {
				d.Progress(before+done, d.Runs())
			}
		},
	})
	if err == nil {
		err = ctx.Err()
	}
	return values, err
}

// complete returns the columns without the trials that any of them lacks.
func complete(columns [][]float64) [][]float64 {
	whole := make([][]float64, len(columns))
	for t := range columns[0] {
		ok := true
		for _, c := range columns {
			ok = ok && !math.IsNaN(c[t])
		}
		for i, c := range columns {
			if ok {
				whole[i] = append(whole[i], c[t])
			}
		}
	}
	return whole
}

// mixed is a design with some factors of another.
type mixed struct {
	draw.Design
	other  draw.Design
	theirs map[draw.Factor]bool
}

func newMixed(a, b draw.Design, theirs []draw.Factor) mixed {
	m := mixed{Design: a, other: b, theirs: map[draw.Factor]bool{}}
	for _, f := range theirs {
		m.theirs[f] = true
	}
	return m
}

func (m mixed) of(f draw.Factor) draw.Design {
	if m.theirs[f] {
		return m.other
	}
	return m.Design
}

func (m mixed) Uniform(trial uint64, f draw.Factor, k uint32) float64 {
	return m.of(f).Uniform(trial, f, k)
}

func (m mixed) Noise(trial uint64, f draw.Factor) draw.Noise { return m.of(f).Noise(trial, f) }
