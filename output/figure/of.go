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
	var all []Drawn
	for _, d := range drawings {
		all = append(all, Drawn{Entry{Info: Info{Name: d.Name, Title: d.Title(), Doc: d.Title()}, Figure: d.Name, Policy: d.Policy, First: true, Main: true}, d})
	}
	return all
}
