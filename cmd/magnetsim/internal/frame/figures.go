package frame

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
	"magnetsim/output/page"
	"magnetsim/sim/unit"
)

// PageName is the file of a results folder that is the page on it.
const PageName = "report.html"

// Figures are the figures of what was found for a page, drawn where it shows them:
// of a run those of the first policy and of all together, or also those of each other
// policy.
func Figures(found any, style figure.Style, all, drawn bool) ([]page.Figure, error) {
	there, err := figure.Of(found)
	if err != nil {
		return nil, err
	}
	there = slices.DeleteFunc(there, func(d figure.Drawn) bool { return !d.First && !all })
	figures := make([]page.Figure, len(there))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, d := range there {
		figures[i] = page.Figure{Name: d.Figure, Alt: d.Alt(), Beside: d.Beside()}
		if d.First {
			figures[i].Doc = d.Doc
		}
		if drawn {
			group.Go(func() error {
				var svg bytes.Buffer
				err := d.Render(&svg, "svg", style)
				figures[i].SVG = svg.Bytes()
				return err
			})
		}
	}
	return figures, group.Wait()
}

// Pictures lists the files of figures, each once.
func Pictures(figures []figure.Drawing, formats []string, style figure.Style) []folder.Content {
	var all []folder.Content
	formats = slices.Compact(slices.Sorted(slices.Values(formats)))
	for _, d := range figures {
		for _, format := range formats {
			all = append(all, folder.Content{Name: d.Name + "." + format, Write: func(w io.Writer) error { return d.Render(w, format, style) }})
		}
		all = append(all, folder.Content{Name: d.Name + ".csv", Write: func(w io.Writer) error { return file.Write(w, "csv", output.Head{}, d.Data()) }}, folder.Content{Name: d.Name + ".txt", Write: func(w io.Writer) error {
			_, err := fmt.Fprintln(w, d.Alt())
			return err
		}})
	}
	return all
}

// mostLetters is how many letters a warning names.
const mostLetters = 12

// WarnLetters tells of letters in figures that PNG and PDF, where they are among the
// formats, do not show as they are written.
func WarnLetters(a *app.App, figures []figure.Drawing, formats []string, style figure.Style) {
	var in []string
	for _, f := range []string{"png", "pdf"} {
		if slices.Contains(formats, f) {
			in = append(in, strings.ToUpper(f))
		}
	}
	if in == nil {
		return
	}
	if unset := figure.Unset(figures, style); len(unset) > 0 {
		a.Note("warning: %s cannot show %s of these figures as written; SVG and HTML can, with the reader's own fonts", strings.Join(in, " and "), lettersText(unset))
	}
}

// lettersText names letters and their scripts: "31 letters (Devanagari: ...)".
func lettersText(unset []rune) string {
	var scripts []string
	for _, r := range unset {
		if s := figure.Script(r); s != "" && !slices.Contains(scripts, s) {
			scripts = append(scripts, s)
		}
	}
	shown := fmt.Sprintf("%q", unset[:min(len(unset), mostLetters)])
	shown = strings.NewReplacer("[", "", "]", "", "'", "").Replace(shown)
	if more := len(unset) - mostLetters; more > 0 {
		shown += fmt.Sprintf(" and %d more", more)
	}
	of := "signs"
	if scripts != nil {
		of = strings.Join(scripts, " and ")
	}
	return fmt.Sprintf("%s (%s: %s)", unit.Counted(len(unset), "letter"), of, shown)
}
