package verbs

import (
	"fmt"
	"path/filepath"
	"slices"

	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/scenarios"
)

// chainWord asks for what a scenario assumes, which no run needs to have played.
const chainWord = "chain"

// ofScenario draws what a scenario assumes: its chain, and the sheet of what is uncertain.
// It is where results would be.
func (p *plotVerb) ofScenario(arg string) (*folder.Past, []figure.Drawn, error) {
	x, err := p.Experiment(arg, scenarios.Options{})
	if err != nil {
		return nil, nil, err
	}
	r := x.Facts.Report
	all, err := figure.Of(&r)
	if err == nil && !slices.ContainsFunc(all, func(f figure.Drawn) bool { return f.Entry.Name == chainWord }) {
		err = fmt.Errorf("%s has no chain to draw: no source sells and no plant makes what a sector uses", arg)
	}
	return &folder.Past{Dir: p.Absolute(filepath.Join(folder.ResultsName, chainWord+"-"+output.Stem(x.Loaded.Name))), Found: &r}, all, err
}
