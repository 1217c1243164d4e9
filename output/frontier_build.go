package output

import (
	"math"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// FrontierFacts are what a frontier's rungs do not know: Head has all but Points,
// and Parts are the metrics of the lab that costs consist of, over all stockpiles.
type FrontierFacts struct {
	Head                        Frontier
	Loss, Cost                  int // metrics of the lab; Cost −1 for none
	Purchase, Holding, EndValue []int
}

// BuildFrontier turns the rungs of a frontier into plain data.
func BuildFrontier(f FrontierFacts, rungs []study.Rung) *Frontier {
	out := f.Head
	for i := range rungs {
		out.Points = append(out.Points, f.point(&rungs[i], i == 0))
	}
	return &out
}

func (f *FrontierFacts) point(r *study.Rung, first bool) FrontierPoint {
	level := r.Point.Levels[0]
	p := FrontierPoint{
		Level: level, Text: f.Head.Lever.Text(level), DominatedBy: r.DominatedBy,
		Cost: f.stat("mean", f.Head.Currency, r.Loses.Cost), Purchase: f.part(r.Point, f.Purchase), Holding: f.part(r.Point, f.Holding), EndValue: f.part(r.Point, f.EndValue),
		Chance: f.stat("p_any", "share", r.Loses.Chance), Serious: f.stat("p_any", "share", r.Loses.Serious),
		Mean: f.stat("mean", "t", r.Loses.Mean), Tail: f.stat("cvar95", "t", r.Loses.Tail),
	}
	if first {
		return p
	}
	per := f.Head.Currency + "/t"
	p.From = &FrontierStep{
		Cost: f.stat("mean", f.Head.Currency, r.Change.Cost), Chance: f.stat("difference", "share", r.Change.Chance),
		Serious: f.stat("difference", "share", r.Change.Serious), Mean: f.stat("mean", "t", r.Change.Mean),
		Tail: f.stat("cvar95", "t", r.Change.Tail), PerMean: f.stat("ratio", per, r.Change.PerTonne), PerTail: f.stat("ratio", per, r.PerTail),
	}
	return p
}

// part returns the mean of the sum of metrics; without a value where there is
// none.
func (f *FrontierFacts) part(p *study.Point, metrics []int) Stat {
	if len(metrics) == 0 {
		nan := math.NaN()
		return f.stat("mean", f.Head.Currency, stat.Estimate{Value: nan, Low: nan, High: nan})
	}
	o := study.Objective{Weights: make([]float64, len(p.Values))}
	for _, m := range metrics {
		o.Weights[m] = 1
	}
	return f.stat("mean", f.Head.Currency, o.Estimate(p))
}

func (f *FrontierFacts) stat(statistic, unit string, e stat.Estimate) Stat {
	x := statOf(statistic, unit, e)
	x.Metric = f.Head.Loss
	return x
}
