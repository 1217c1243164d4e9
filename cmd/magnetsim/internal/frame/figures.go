package frame

import (
	"bytes"
	"cmp"
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

// OnPage says which figures a page has, and how.
type OnPage struct {
	Size  string // of figures; "" for that of a page
	All   bool   // of a run those of every policy
	Full  bool   // of a run every kind
	Words bool   // they are not drawn: the page links them
}

// Figures are the figures of what was found for a page: of a run those that answer first, of
// the policy that the report shows beside the first one.
func Figures(found any, o OnPage) ([]page.Figure, error) {
	if r, ok := found.(*output.Report); ok && !o.All {
		found = r.Beside()
	}
	there, err := figure.Of(found)
	if err != nil {
		return nil, err
	}
	there = slices.DeleteFunc(there, func(d figure.Drawn) bool { return !o.All && !(d.Shown && (d.Brief || o.Full)) })
	figures := make([]page.Figure, len(there))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, d := range there {
		figures[i] = page.Figure{Name: d.Figure, Title: d.Entry.Title, Alt: d.Alt(), Beside: d.Beside()}
		if d.Shown {
			figures[i].Doc = d.Doc
		}
		if !o.Words {
			group.Go(func() error { return drawnFor(&figures[i], d.Drawing, o.Size) })
		}
	}
	return figures, group.Wait()
}

// drawnFor draws a figure for a page, wide and narrow, in light and in dark colours.
func drawnFor(f *page.Figure, d figure.Drawing, size string) error {
	for _, x := range []struct {
		to          *[]byte
		size, theme string
	}{{&f.SVG, size, "light"}, {&f.Narrow, "column", "light"}, {&f.Dark[0], size, "dark"}, {&f.Dark[1], "column", "dark"}} {
		var svg bytes.Buffer
		if err := d.Render(&svg, "svg", figure.Style{Size: x.size, Theme: x.theme}); err != nil {
			return err
		}
		*x.to = svg.Bytes()
	}
	return nil
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
		a.Note("warning: %s cannot show %s in these figures; SVG and HTML can, with the reader's own fonts", strings.Join(in, " and "), lettersText(unset))
	}
}

// lettersText names letters and their scripts: "31 letters (Devanagari: ...)".
func lettersText(unset []rune) string {
	scripts := slices.DeleteFunc(app.Unique(app.Each(unset, figure.Script)), func(s string) bool { return s == "" })
	shown := fmt.Sprintf("%q", unset[:min(len(unset), mostLetters)])
	shown = strings.NewReplacer("[", "", "]", "", "'", "").Replace(shown)
	if more := len(unset) - mostLetters; more > 0 {
		shown += fmt.Sprintf(" and %d more", more)
	}
	of := cmp.Or(strings.Join(scripts, " and "), "signs")
	return fmt.Sprintf("%s (%s: %s)", unit.Counted(len(unset), "letter"), of, shown)
}
