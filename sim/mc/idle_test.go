package mc

import (
	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// idle shows the same values again and again, half of them 0.
type idle struct {
	steps  int
	values [sim.Lanes]float64
}

func newIdle(steps int) *idle {
	p := &idle{steps: steps}
	draw.Fill(p.values[:], draw.Random(1), 0, 0, 0)
	for i, u := range p.values {
		p.values[i] = max(0, 400*(u-0.5))
	}
	return p
}

func (p *idle) Play(_ draw.Design, _ uint64, _ int, observe func(variant, step int)) error {
	for k := range p.steps {
		observe(0, k)
	}
	return nil
}
func (p *idle) StopWhen(func() bool)    {}
func (p *idle) Of(int) shower           { return p }
func (p *idle) Metric(int) []float64    { return p.values[:] }
func (p *idle) Input(int) []float64     { return p.values[:] }
func (p *idle) SeriesNow(int) []float64 { return p.values[:] }
func (p *idle) Imbalance() float64      { return 0 }
