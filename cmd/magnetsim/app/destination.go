package app

import (
	"errors"

	"github.com/spf13/cobra"

	"magnetsim/output/figure"
)

// destination is where results go, and which figures are among them: the flags for
// it.
type destination struct {
	out, size, theme       string
	formats                []string
	force, noSave, noPlots bool
}

// add defines the flags. Usual is the folder where none is given.
func (d *destination) add(c *cobra.Command, usual string) {
	f := c.Flags()
	f.StringVarP(&d.out, "out", "o", "", "write this `FOLDER` (default "+usual+")")
	f.BoolVar(&d.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&d.noSave, "no-save", false, "write nothing")
	f.BoolVar(&d.noPlots, "no-plots", false, "draw no figures")
	f.StringSliceVar(&d.formats, "format", figure.Formats(), "`FORMATS` of the figures")
	f.StringVar(&d.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&d.theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	must(c.MarkFlagDirname("out"))
	must(c.RegisterFlagCompletionFunc("format", fixed(figure.Formats())))
	must(c.RegisterFlagCompletionFunc("size", fixed(figure.Sizes())))
	must(c.RegisterFlagCompletionFunc("theme", fixed(figure.Themes())))
}

// drawable refuses a size, a theme or a format that no figure has.
func drawable(size, theme string, formats []string) error {
	wrong := []error{oneOf("size", size, figure.Sizes()), oneOf("theme", theme, figure.Themes())}
	for _, f := range formats {
		wrong = append(wrong, oneOf("format", f, figure.Formats()))
	}
	return errors.Join(wrong...)
}
