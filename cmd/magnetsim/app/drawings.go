package app

import (
	"fmt"
	"io"

	"magnetsim/output"
	"magnetsim/output/figure"
)

// keepFound stores something found, so that it can be drawn and told again.
func (f *folder) keepFound(found any) error {
	return f.write(foundName, func(w io.Writer) error { return output.Store(w, found) })
}

// keepFigures stores something found and draws its figures.
func (f *folder) keepFigures(found any, style figure.Style) error {
	if err := f.keepFound(found); err != nil {
		return err
	}
	all, err := figure.Of(found)
	if err != nil {
		return err
	}
	var drawings []figure.Drawing
	for _, d := range all {
		drawings = append(drawings, d.Drawing)
	}
	return f.drawAll(drawings, style)
}

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
