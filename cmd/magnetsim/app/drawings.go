package app

import (
	"bytes"
	"fmt"
	"io"

	"magnetsim/output"
	"magnetsim/output/figure"
)

// finding is something that a verb finds and draws, other than a run's report. It
// is stored whole beside its tables, so that its figures can be drawn again.
type finding struct {
	kind  string // its file is kind.cbor
	holds func(found any) bool
	write func(w io.Writer, found any) error
	draw  func(found any) []figure.Drawing
	read  func(r io.Reader) (any, error)
}

// findings is all that can be drawn again. A verb joins with a line here and
// folder.keepFigures.
func findings() []finding {
	sweep := findingOf("sweep", figure.Heatmaps)
	sweep.read = func(r io.Reader) (any, error) { return output.ReadSweep(r) } // as the sweep itself stores it
	return []finding{
		sweep,
		findingOf("backtest", func(b *output.Backtest) []figure.Drawing {
			return []figure.Drawing{figure.Backtest(b), figure.Places(b)}
		}),
		findingOf("frontier", drawnBy(figure.Frontier)),
		findingOf("comparison", figure.Comparison),
		findingOf("worst", figure.Worst),
		findingOf("drivers", drawnBy(figure.Tornado, figure.Spider)),
		findingOf("sobol", drawnBy(figure.Indices)),
		findingOf("morris", drawnBy(figure.Effects)),
		findingOf("trial", figure.Trials),
		findingOf("rare", drawnBy(figure.Rare)),
	}
}

// findingOf is plain data of type T with its drawings.
func findingOf[T any](kind string, draw func(*T) []figure.Drawing) finding {
	return finding{
		kind:  kind,
		holds: func(found any) bool { _, ok := found.(*T); return ok },
		write: func(w io.Writer, found any) error { return output.WriteFound(w, kind, found.(*T)) },
		draw:  func(found any) []figure.Drawing { return draw(found.(*T)) },
		read:  func(r io.Reader) (any, error) { return output.ReadFound[T](r, kind) },
	}
}

// drawnBy gathers drawings of which each is there or not.
func drawnBy[T any](each ...func(*T) (figure.Drawing, bool)) func(*T) []figure.Drawing {
	return func(found *T) []figure.Drawing {
		var all []figure.Drawing
		for _, draw := range each {
			if d, ok := draw(found); ok {
				all = append(all, d)
			}
		}
		return all
	}
}

func (f finding) file() string { return f.kind + ".cbor" }

// findingFor is the entry of something found.
func findingFor(found any) (finding, error) {
	for _, f := range findings() {
		if f.holds(found) {
			return f, nil
		}
	}
	return finding{}, fmt.Errorf("%T has no entry in findings", found)
}

// keepFound stores something found, so that it can be drawn.
func (f *folder) keepFound(found any) error {
	of, err := findingFor(found)
	if err != nil {
		return err
	}
	return f.write(of.file(), func(w io.Writer) error { return of.write(w, found) })
}

// keepFigures stores something found and draws its figures.
func (f *folder) keepFigures(found any, style figure.Style) error {
	if err := f.keepFound(found); err != nil {
		return err
	}
	of, err := findingFor(found)
	if err != nil {
		return err
	}
	return f.drawAll(of.draw(found), style)
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

// drawn is a figure of a results folder, and how it is listed.
type drawn struct {
	figure.Entry
	figure.Drawing
}

// figuresOf returns the figures of the results folder of any verb, from what it
// stored.
func (a *App) figuresOf(p *pastRun) ([]drawn, error) {
	var all []drawn
	if p.has(storedName) {
		if err := a.readReport(p); err != nil {
			return nil, err
		}
		for _, e := range figure.Entries(p.report) {
			d, err := figure.Draw(p.report, e.Figure)
			if err != nil {
				return nil, err
			}
			all = append(all, drawn{e, d})
		}
	}
	for _, f := range findings() {
		if !p.has(f.file()) {
			continue
		}
		found, err := a.readFound(p, f)
		if err != nil {
			return nil, err
		}
		for _, d := range f.draw(found) {
			all = append(all, drawn{figure.Entry{Info: figure.Info{Name: d.Name, Title: d.Title(), Doc: d.Title()}, Figure: d.Name, Policy: d.Policy}, d})
		}
	}
	if len(all) == 0 {
		return nil, a.undrawn(p)
	}
	return all, nil
}

func (a *App) readFound(p *pastRun, f finding) (any, error) {
	data, err := a.read(p, f.file())
	if err != nil {
		return nil, err
	}
	found, err := f.read(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s of %s: %w\n  play it again with --force", f.file(), a.shown(p.dir), err)
	}
	return found, nil
}

// undrawn says why a results folder has nothing to draw.
func (a *App) undrawn(p *pastRun) error {
	for _, f := range findings() {
		if p.has(f.file()) {
			return fmt.Errorf("%s holds a %s that has no figure: there is too little to show\n  a heat map needs a grid of two axes, a frontier two levels with a cost, sensitivity something that is told from noise", a.shown(p.dir), f.kind)
		}
		if p.has(f.kind + ".json") {
			return fmt.Errorf("%s holds a %s that an older version stored, without what its figures are drawn from\n  play it again with --force", a.shown(p.dir), f.kind)
		}
	}
	return fmt.Errorf("%s holds nothing to draw\n  figures are stored by run, compare, sweep, frontier, backtest and sensitivity", a.shown(p.dir))
}
