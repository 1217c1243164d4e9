package output

import (
	"math"
	"strconv"

	"magnetsim/sim/unit"
)

// Accuracy is what each plan of drawing trials is worth for one metric under one
// policy.
type Accuracy struct {
	Head   Head
	Metric string // "shortfall.total"
	Unit   string
	Plans  []PlanAccuracy
}

// PlanAccuracy is what one plan is worth.
type PlanAccuracy struct {
	Plan            string     // "sobol"
	Mean, P95, CVaR Interval   // how many times as many random trials have the same sampling error
	Widths          [3]float64 // of the 95% intervals of mean, p95 and CVaR95, in Accuracy.Unit
}

// Add adds a plan whose intervals have some widths. The first is random trials, to which
// all are held. Replicated says that the errors come from 32 replicates, and so are
// themselves uncertain; else the ratio has no spread.
func (a *Accuracy) Add(plan string, widths [3]float64, replicated bool) {
	worth := [3]Interval{exactly(1), exactly(1), exactly(1)}
	if len(a.Plans) > 0 {
		for i := range worth {
			worth[i] = efficiencyOf(a.Plans[0].Widths[i], widths[i], replicated)
		}
	}
	a.Plans = append(a.Plans, PlanAccuracy{plan, worth[0], worth[1], worth[2], widths})
}

// efficiencyOf is how many times as many random trials a plan is worth: errors fall with the
// root of the trials. The variance of 32 replicates has 31 degrees of freedom; 95% of χ²
// of them lies between 17.54 and 48.23.
func efficiencyOf(plain, width float64, replicated bool) Interval {
	const least, most = 17.54 / 31, 48.23 / 31
	if !(plain > 0) || !(width > 0) {
		return Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	ratio := plain * plain / (width * width)
	if !replicated {
		return Interval{Value: ratio, Low: math.NaN(), High: math.NaN()}
	}
	return Interval{Value: ratio, Low: least * ratio, High: most * ratio}
}

// Answer tells what each plan is worth.
func (a *Accuracy) Answer() *Answer {
	t := &Answer{Head: a.Head}
	t.Head.Heading = "What each sampling plan is worth for the " + a.Head.Titles.Metric(a.Metric)
	t.Notes = []Note{{What: "How many times as many random trials would have the same sampling error; in brackets the 95% interval of that number, which is uncertain because the errors come from 32 replicates (rougher for p95). Control and strata are not plans of a run: see --help."}}
	t.Tables = []Table{tableOf("plans", "", a.Plans,
		text("plan", "Plan", "how trials are drawn", func(p PlanAccuracy) string { return p.Plan }),
		timesRandom("mean", "Mean", func(p PlanAccuracy) Interval { return p.Mean }),
		timesRandom("p95", "p95", func(p PlanAccuracy) Interval { return p.P95 }),
		timesRandom("cvar95", "CVaR95", func(p PlanAccuracy) Interval { return p.CVaR }),
		a.width("mean", 0), a.width("p95", 1), a.width("cvar95", 2)).briefly().legend("As good as this many times as many random trials; in brackets the 95% interval.")}
	return t
}

func timesRandom(name, title string, of func(PlanAccuracy) Interval) column[PlanAccuracy] {
	c := ranged(name+"_times", title, "", "how many times as many random trials have the same sampling error of "+title+"; empty if one of the errors is 0", of)
	return c.but(func(_ PlanAccuracy, x *Cell) {
		switch {
		case math.IsNaN(x.Value):
			x.Text = "-"
		case x.Low == x.High || math.IsNaN(x.Low):
			x.Text = twoDigits(x.Value)
		default:
			x.Text = twoDigits(x.Value) + " (" + twoDigits(x.Low) + " to " + twoDigits(x.High) + ")"
		}
	})
}

func (a *Accuracy) width(name string, i int) column[PlanAccuracy] {
	return number(name+"_width", "", a.Unit, "width of the 95% sampling interval of the trials played", func(p PlanAccuracy) float64 { return p.Widths[i] }).on(File)
}

// twoDigits writes two significant digits; more is not known of an error.
func twoDigits(x float64) string {
	digits := strconv.FormatFloat(x, 'g', 2, 64)
	rounded, err := strconv.ParseFloat(digits, 64)
	if err != nil || rounded < 10 {
		return digits
	}
	return unit.Grouped(int64(rounded))
}
