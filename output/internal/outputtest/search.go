package outputtest

import (
	"fmt"
	"math"

	"magnetsim/output"
)

// head is what the made-up searches and frontiers were played with.
func head(verb string) output.Head {
	return output.Head{
		Titles: Titles,
		Verb:   verb, Scenario: "india-test", Title: "India, made up", Trials: 4000, Asked: 4000, Seed: 1, Sampling: "random", Steps: 260, Step: "week",
		Start: "2026-01-01", End: "2030-12-26", Hash: "0123456789abcdef", Version: "v1", GoArch: "amd64", Complete: true, SourceLine: "Made up.", NoteLine: "For tests.",
	}
}

var days = output.Lever{Paths: []string{"stockpiles.national.target"}, Unit: "days", Form: "# days", High: 180, Step: 0.2}

// about is a number with a sampling error; estimate the same as a statistic.
func about(value, half float64) output.Interval {
	return output.Interval{Value: value, Low: value - half, High: value + half}
}

func estimate(statistic, unit string, value, half float64) output.Stat {
	return output.Stat{Statistic: statistic, Value: value, Low: value - half, High: value + half, Unit: unit, N: 4000}
}

func unknown(statistic, unit string) output.Stat { return estimate(statistic, unit, nan, nan) }

const searched = "P(shortfall.total > 300 t) <= 10%"

// Search is a made-up search for the smallest level that meets a criterion.
func Search() *output.Search {
	s := &output.Search{
		Head: head("search"), Currency: "INR",
		Levers: []output.Lever{days}, Lines: []string{searched}, Minimise: "level", Loss: "shortfall.total",
		Outcome: output.Found, Levels: []output.SearchLevel{{Best: 61.2, Low: 52, High: 61.2}}, Best: 3,
		Gain: unknown("gain", ""), Spared: estimate("spared", "t", 210, 12), Dearer: estimate("dearer", "INR", 3.3e9, 1e8),
	}
	s.Head.Policy = "sixty"
	for _, p := range []struct {
		level   float64
		trials  int64
		chance  float64
		outcome string
	}{
		{0, 4000, 0.31, output.Fail}, {52, 4000, 0.112, output.Fail}, {57, 4000, 0.101, output.TooClose},
		{61.2, 4000, 0.089, output.Pass}, {90, 992, 0.05, output.Pass}, {180, 992, 0, output.Pass},
	} {
		half := 1.96 * math.Sqrt(p.chance*(1-p.chance)/float64(p.trials))
		s.Points = append(s.Points, output.SearchPoint{
			Levels: []float64{p.level}, Trials: p.trials, Outcome: p.outcome,
			Verdicts: []output.Verdict{{
				Criterion: "subject-to", Title: searched, Line: searched, Metric: "shortfall.total", Statistic: "chance",
				Value: p.chance, Low: p.chance - half, High: max(p.chance+half, 0.0039), Limit: 0.1, Unit: "share", Outcome: p.outcome, N: p.trials,
			}},
			Objective: unknown("objective", ""), Worse: unknown("worse", ""),
			Cost: estimate("mean", "INR", p.level*5.4e7, p.level*1e6), Chance: estimate("p_any", "share", p.chance*2, half),
			Mean: estimate("mean", "t", 1000*p.chance, 1000*half),
		})
	}
	return s
}

// Cheapest is a made-up search for the level of least cost, without criteria.
func Cheapest() *output.Search {
	s := Search()
	s.Lines, s.Minimise, s.Unit, s.Head.Policy = nil, "burden.total", "INR", ""
	s.Levels = []output.SearchLevel{{Best: 61.2, Low: 52, High: 90}}
	s.Gain = estimate("gain", "INR", 6e9, 2e8)
	for i := range s.Points {
		p := &s.Points[i]
		p.Outcome, p.Verdicts = "", nil
		far := (p.Levels[0] - 61.2) * (p.Levels[0] - 61.2) * 1.6e6
		p.Objective, p.Worse = estimate("objective", "INR", 4e9+far, 2e8), estimate("worse", "INR", far, 1e6+far/5)
		if far < 1e8 {
			p.Worse.Low = min(p.Worse.Low, -1)
		}
	}
	return s
}

// Several is a made-up search over two levers.
func Several() *output.Search {
	s := Cheapest()
	stock := days
	stock.Paths = []string{"stockpiles.light.target"}
	s.Lines, s.Minimise, s.Levers = []string{searched}, "cost", []output.Lever{days, stock}
	s.Levels = []output.SearchLevel{{Best: 61.2, Low: 52, High: 61.2}, {Best: 20, Low: 20, High: 20}}
	points := Search().Points
	for i := range s.Points {
		s.Points[i].Outcome, s.Points[i].Verdicts = points[i].Outcome, points[i].Verdicts
		s.Points[i].Levels = append(s.Points[i].Levels, 20*math.Ceil(s.Points[i].Levels[0]/100))
	}
	return s
}

// Frontier is a made-up frontier whose last level but one buys nothing, and whose
// last is dominated.
func Frontier() *output.Frontier {
	f := &output.Frontier{
		Head: head("frontier"), Currency: "INR", Lever: days, Loss: "shortfall.total",
	}
	for i, p := range []struct{ level, cost, chance, mean, tail float64 }{
		{0, 0, 0.82, 2012, 8653}, {45, 2.4e9, 0.6, 1100, 5900}, {90, 4.1e9, 0.41, 700, 4000}, {135, 5.5e9, 0.405, 695, 3990}, {180, 6.9e9, 0.405, 695, 3990},
	} {
		x := output.FrontierPoint{
			Level: p.level, Text: fmt.Sprintf("%g days", p.level), DominatedBy: -1,
			Cost: estimate("mean", "INR", p.cost, p.cost/40), Purchase: estimate("mean", "INR", 1.5*p.cost, p.cost/30),
			Holding: estimate("mean", "INR", p.cost/2, p.cost/90), EndValue: estimate("mean", "INR", p.cost, p.cost/90),
			Chance: estimate("p_any", "share", p.chance, 0.012), Serious: estimate("p_any", "share", p.chance/2, 0.01),
			Mean: estimate("mean", "t", p.mean, p.mean/30), Tail: estimate("cvar95", "t", p.tail, p.tail/25),
		}
		if i > 0 {
			x.From = stepFrom(f.Points[i-1], x)
		}
		f.Points = append(f.Points, x)
	}
	f.Points[4].DominatedBy = 3
	return f
}

// stepFrom is how a point differs from the one before; a difference below 10 t
// cannot be told from none.
func stepFrom(a, b output.FrontierPoint) *output.FrontierStep {
	less, tail, cost := a.Mean.Value-b.Mean.Value, a.Tail.Value-b.Tail.Value, b.Cost.Value-a.Cost.Value
	s := &output.FrontierStep{
		Cost: estimate("mean", "INR", cost, cost/50), Chance: estimate("difference", "share", b.Chance.Value-a.Chance.Value, 0.008),
		Serious: estimate("difference", "share", b.Serious.Value-a.Serious.Value, 0.008),
		Mean:    estimate("mean", "t", -less, 10), Tail: estimate("cvar95", "t", -tail, 40),
		PerMean: unknown("ratio", "INR/t"), PerTail: unknown("ratio", "INR/t"),
	}
	if less > 10 {
		s.PerMean, s.PerTail = estimate("ratio", "INR/t", cost/less, cost/less/40), estimate("ratio", "INR/t", cost/tail, cost/tail/40)
	}
	return s
}
