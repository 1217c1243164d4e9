package app

import (
	"fmt"

	"magnetsim/output"
	"magnetsim/output/figure"
)

// drawAll writes drawings in every format, with their data and alt texts.
func (f *folder) drawAll(all []figure.Drawing, style figure.Style) error {
	f.warn(all, figure.Formats(), style)
	for _, p := range picturesOf(all, figure.Formats(), style) {
		if err := f.write("plots/"+p.name, p.write); err != nil {
			return err
		}
	}
	return nil
}

// figuresOf returns the figures of the results folder of any verb, from what it
// stored.
func (a *App) figuresOf(p *pastRun) ([]figure.Drawn, error) {
	found, err := a.readFound(p)
	if err != nil {
		return nil, err
	}
	all, err := figure.Of(found)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s holds a %s that has no figure: there is too little to show\n  a heat map needs a grid of two axes, a frontier two levels with a cost, sensitivity something that is told from noise", a.shown(p.dir), output.KindOf(found))
	}
	return all, err
}
