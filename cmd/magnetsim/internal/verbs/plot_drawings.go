package verbs

import (
	"fmt"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/figure"
)

// figuresOf returns the figures of the results folder of any verb, from what it
// stored, those of a sweep over the axes that are chosen.
func figuresOf(a *app.App, p *folder.Past, x, y string) ([]figure.Drawn, error) {
	found, err := p.ReadFound()
	if err != nil {
		return nil, err
	}
	switch swept, ok := found.(*output.Sweep); {
	case ok && x+y != "":
		swept.X, swept.Y = "", ""
		if err := swept.Across(x, y); err != nil {
			return nil, app.Misused(err, "magnetsim plot")
		}
	case x+y != "":
		return nil, app.Misused(fmt.Errorf("--x and --y choose among the axes of a sweep, and this is a %s", output.KindOf(found)), "magnetsim plot")
	}
	all, err := figure.Of(found)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s holds a %s that has no figure: there is too little to show\n  a sweep needs an axis of two values, a frontier two levels with a cost, sensitivity something that is told from noise", a.Shown(p.Dir), output.KindOf(found))
	}
	return all, err
}
