package frame

import (
	"errors"

	"github.com/spf13/cobra"

	"magnetsim/output/figure"
)

// destination is where results go, and which figures are among them: the flags for
// it.
type destination struct {
	Folder, size, theme    string
	Formats                []string
	Force, NoSave, NoPlots bool
}

// add defines the flags. Usual is the folder where none is given.
func (d *destination) add(c *cobra.Command, usual string) {
	f := c.Flags()
	f.StringVarP(&d.Folder, "out", "o", "", "write this `FOLDER` (default "+usual+")")
	f.BoolVar(&d.Force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&d.NoSave, "no-save", false, "write nothing")
	f.BoolVar(&d.NoPlots, "no-plots", false, "draw no figures")
	f.StringSliceVar(&d.Formats, "format", figure.Formats(), "`FORMATS` of the figures")
	f.StringVar(&d.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&d.theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	Must(c.MarkFlagDirname("out"))
	Must(c.RegisterFlagCompletionFunc("format", Fixed(figure.Formats())))
	Must(c.RegisterFlagCompletionFunc("size", Fixed(figure.Sizes())))
	Must(c.RegisterFlagCompletionFunc("theme", Fixed(figure.Themes())))
}

// Drawable refuses a size, a theme or a format that no figure has.
func Drawable(size, theme string, formats []string) error {
	wrong := []error{OneOf("size", size, figure.Sizes()), OneOf("theme", theme, figure.Themes())}
	for _, f := range formats {
		wrong = append(wrong, OneOf("format", f, figure.Formats()))
	}
	return errors.Join(wrong...)
}
