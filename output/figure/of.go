package figure

import (
	"fmt"

	"magnetsim/output"
)

// Drawn is a figure of what was found, and how it is listed.
type Drawn struct {
	Entry
	Drawing
}

// beside are the tables of an answer that figures support, or the part of a page on how
// it was computed, by the kind of figure.
var beside = map[string]string{
	"distribution": "policies", "exceedance": "policies", "difference": "policies", "holds": "policies",
	"sectors": "sectors", "tornado": "drivers", "worst": "drivers", "inputs": "inputs", "places": "places",
	"convergence": "computed",
}

// Beside is the name of the table that the figure supports; "" where that is none.
func (e Entry) Beside() string { return beside[e.Name] }

// Of returns the figures of what any verb found that there is enough to draw of.
func Of(found any) ([]Drawn, error) {
	switch x := found.(type) {
	case *output.Report:
		return drawn(x), nil
	case *output.Comparison:
		return drawnOf(Comparison(x)...), nil
	case *output.Sweep:
		return drawnOf(Sweep(x)...), nil
	case *output.Frontier:
		return drawnOf(there(Frontier(x))...), nil
	case *output.Backtest:
		return drawnOf(Backtest(x), Places(x)), nil
	case *output.Worst:
		return drawnOf(Worst(x)...), nil
	case *output.Drivers:
		return drawnOf(append(there(Tornado(x)), there(Spider(x))...)...), nil
	case *output.Sobol:
		return drawnOf(there(Indices(x))...), nil
	case *output.Morris:
		return drawnOf(there(Effects(x))...), nil
	case *output.Trial:
		return drawnOf(Trials(x)...), nil
	case *output.Rare:
		return drawnOf(there(Rare(x))...), nil
	case *output.Search, *output.Accuracy, *output.Odds:
		return nil, nil
	}
	return nil, fmt.Errorf("there is no figure of %T", found)
}

func there(d Drawing, ok bool) []Drawing {
	if !ok {
		return nil
	}
	return []Drawing{d}
}

func drawnOf(drawings ...Drawing) []Drawn {
	return mapped(drawings, func(d Drawing) Drawn {
		return Drawn{Entry{Info: Info{Name: d.Name, Title: d.title, Doc: d.title}, Figure: d.Name, Policy: d.Policy, First: true, Main: true}, d}
	})
}

// Made is a figure of another verb than run.
type Made struct{ Verb, Name, Doc string }

// Others lists the figures that other verbs than run draw.
func Others() []Made {
	return []Made{
		{"compare", "compared", "Mean loss of every policy in every case, with its 95% sampling error."},
		{"compare", "compared-cvar95", "CVaR95 of the loss (mean of the worst 5%) of every policy in every case, with its 95% sampling error."},
		{"sweep", "curve", "Mean shortfall over one axis of a sweep, by policy, with its 95% sampling error; for each combination of the others."},
		{"sweep", "heatmap", "Mean shortfall over the two axes of a sweep, one figure a policy, with the line between cells that meet the criteria and those that do not; for each combination of the others."},
		{"sweep", "tornado", "Mean shortfall where one place at a time takes other values, the widest swing first."},
		{"frontier", "frontier", "What each level costs, against CVaR95 and against the chance of a material shortage."},
		{"backtest", "backtest", "What was observed, over the median, 50% and 90% range of the forecast."},
		{"backtest", "places", "How many observations lie in each fifth of their forecast."},
		{"sensitivity", "tornado", "Change of an outcome's mean from the lowest to the highest tenth of each input, with 95% intervals."},
		{"sensitivity", "spider", "Mean of an outcome over the tenths of the inputs that it goes with most."},
		{"sensitivity", "indices", "Shares of the variance that groups of inputs explain alone and together (--method sobol)."},
		{"sensitivity", "effects", "How far figures move an outcome over their range (--method morris)."},
		{"rare", "rare", "What is exceeded once in so many trials, of rare outcomes."},
		{"trial", "trial", "Curbs, arrivals, stocks and unmet demand of one trial, with what happened."},
	}
}
