package frame

import (
	"errors"

	"github.com/spf13/cobra"

	"magnetsim/output/figure"
)

// destination is where results go, and which figures are among them: the flags for
// it.
type destination struct {
	Folder, size, theme string
	Figures             string // one of FigureSets
	Formats             []string
	Force, NoSave       bool
}

// add defines the flags. Usual is the folder where none is given.
func (d *destination) add(c *cobra.Command, usual string) {
	f := c.Flags()
	f.StringVarP(&d.Folder, "out", "o", "", "write this `FOLDER` (default "+usual+")")
	f.BoolVar(&d.Force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&d.NoSave, "no-save", false, "write nothing")
	f.StringVar(&d.Figures, "figures", "main", "`WHICH` figures: main, those that answer first; all; none")
	f.Bool("no-plots", false, "draw no figures, as --figures none")
	f.StringSliceVar(&d.Formats, "format", []string{"svg", "png"}, "`FORMATS` of the figures: svg, png, pdf, vl.json")
	f.StringVar(&d.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&d.theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	Must(c.MarkFlagDirname("out"))
	Must(c.RegisterFlagCompletionFunc("figures", Fixed(FigureSets)))
	Must(c.RegisterFlagCompletionFunc("format", Fixed(figure.Formats())))
	Must(c.RegisterFlagCompletionFunc("size", Fixed(figure.Sizes())))
	Must(c.RegisterFlagCompletionFunc("theme", Fixed(figure.Themes())))
}

// FigureSets are what a page or a folder may have of the figures.
var FigureSets = []string{"main", "all", "none"}

// Check finds flags that nothing could follow, and settles which figures are drawn.
func (d *destination) Check(c *cobra.Command) error {
	if none, err := c.Flags().GetBool("no-plots"); err == nil && none && !c.Flags().Changed("figures") {
		d.Figures = "none"
	}
	return errors.Join(Drawable(d.size, d.theme, d.Formats), OneOf("figures", d.Figures, FigureSets),
		Apart(c, "no-plots", "figures"), Apart(c, "no-save", "out"), Apart(c, "no-save", "force"))
}

// drawn returns the figures that go into the folder.
func (d *destination) drawn(found any) ([]figure.Drawing, error) {
	if d.Figures == "none" {
		return nil, nil
	}
	there, err := figure.Of(found)
	var all []figure.Drawing
	for _, f := range there {
		if f.Main || d.Figures == "all" {
			all = append(all, f.Drawing)
		}
	}
	return all, err
}

// Drawable refuses a size, a theme or a format that no figure has.
func Drawable(size, theme string, formats []string) error {
	wrong := []error{OneOf("size", size, figure.Sizes()), OneOf("theme", theme, figure.Themes())}
	for _, f := range formats {
		wrong = append(wrong, OneOf("format", f, figure.Formats()))
	}
	return errors.Join(wrong...)
}
