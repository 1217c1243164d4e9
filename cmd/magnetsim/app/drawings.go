package app

import (
	"fmt"

	"magnetsim/output"
	"magnetsim/output/figure"
)

// figuresOf returns the figures of the results folder of any verb, from what it
// stored; a report is kept in p.
func (a *App) figuresOf(p *pastRun) ([]figure.Drawn, error) {
	found, err := a.readFound(p)
	if err != nil {
		return nil, err
	}
	p.report, _ = found.(*output.Report)
	all, err := figure.Of(found)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s holds a %s that has no figure: there is too little to show\n  a heat map needs a grid of two axes, a frontier two levels with a cost, sensitivity something that is told from noise", a.shown(p.dir), output.KindOf(found))
	}
	return all, err
}
