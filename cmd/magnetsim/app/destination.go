package app

import (
	"errors"

	"github.com/spf13/cobra"

	"magnetsim/output/figure"
)

// destination is where results go, and which figures are among them: the flags for
// it.
type destination struct {
	out, size, theme string
	figures          string // one of figureSets
	formats          []string
	force, noSave    bool
}

// add defines the flags. Usual is the folder where none is given.
func (d *destination) add(c *cobra.Command, usual string) {
	f := c.Flags()
	f.StringVarP(&d.out, "out", "o", "", "write this `FOLDER` (default "+usual+")")
	f.BoolVar(&d.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&d.noSave, "no-save", false, "write nothing")
	f.StringVar(&d.figures, "figures", "main", "`WHICH` figures: main, those that answer first; all; none")
	f.Bool("no-plots", false, "draw no figures, as --figures none")
	f.StringSliceVar(&d.formats, "format", []string{"svg", "png"}, "`FORMATS` of the figures: svg, png, pdf, vl.json")
	f.StringVar(&d.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&d.theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	must(c.MarkFlagDirname("out"))
	must(c.RegisterFlagCompletionFunc("figures", fixed(figureSets)))
	must(c.RegisterFlagCompletionFunc("format", fixed(figure.Formats())))
	must(c.RegisterFlagCompletionFunc("size", fixed(figure.Sizes())))
	must(c.RegisterFlagCompletionFunc("theme", fixed(figure.Themes())))
}

// figureSets are what a page or a folder may have of the figures.
var figureSets = []string{"main", "all", "none"}

// check finds flags that nothing could follow, and settles which figures are drawn.
func (d *destination) check(c *cobra.Command) error {
	if none, err := c.Flags().GetBool("no-plots"); err == nil && none && !c.Flags().Changed("figures") {
		d.figures = "none"
	}
	return errors.Join(drawable(d.size, d.theme, d.formats), oneOf("figures", d.figures, figureSets),
		apart(c, "no-plots", "figures"), apart(c, "no-save", "out"), apart(c, "no-save", "force"))
}

// drawn returns the figures that go into the folder.
func (d *destination) drawn(found any) ([]figure.Drawing, error) {
	if d.figures == "none" {
		return nil, nil
	}
	there, err := figure.Of(found)
	var all []figure.Drawing
	for _, f := range there {
		if f.Main || d.figures == "all" {
			all = append(all, f.Drawing)
		}
	}
	return all, err
}

// drawable refuses a size, a theme or a format that no figure has.
func drawable(size, theme string, formats []string) error {
	wrong := []error{oneOf("size", size, figure.Sizes()), oneOf("theme", theme, figure.Themes())}
	for _, f := range formats {
		wrong = append(wrong, oneOf("format", f, figure.Formats()))
	}
	return errors.Join(wrong...)
}
