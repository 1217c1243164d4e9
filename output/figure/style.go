package figure

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
)

// Style says how a figure is to look. The zero value is a page-wide figure in
// light colours.
type Style struct {
	Size    string // "column", "page" (default), "report", "slide"
	Theme   string // "light" (default), "dark", "mono"
	NoTitle bool   // leave out title, subtitle, source and note, for a caption beneath to say
	Log     bool   // chances of exceedance on a logarithmic axis
	DPI     int    // of a PNG; 0: 300, or 144 (1920 × 1080 pixels) for a slide
}

// size is a preset. A height of 0 lets the figure be as tall as it needs, with
// panels whose heights add up to tall times the width.
type size struct {
	name          string
	width, height vg.Length
	tall          float64
	text          vg.Length // type size
	dpi           int
}

// The widths of a journal's column and page, an A4 report and a 16:9 slide.
var sizes = []size{
	{"column", 89 * vg.Millimeter, 0, 0.74, 7, 300},
	{"page", 183 * vg.Millimeter, 0, 0.45, 8, 300},
	{"report", 160 * vg.Millimeter, 90 * vg.Millimeter, 0, 10, 300},
	{"slide", 960, 540, 0, 18, 144},
}

// Sizes lists the size presets.
func Sizes() []string {
	var names []string
	for _, s := range sizes {
		names = append(names, s.name)
	}
	return names
}

// Themes lists the themes.
func Themes() []string {
	var names []string
	for _, t := range themes() {
		names = append(names, t.name)
	}
	return names
}

// look is a style as resolved.
type look struct {
	size
	theme
	noTitle bool
	log     bool
}

// MaxDPI keeps a picture within some 130 million pixels.
const MaxDPI = 1200

func (s Style) look() (look, error) {
	size, err := pick("size", s.Size, "page", Sizes())
	if err != nil {
		return look{}, err
	}
	theme, err := pick("theme", s.Theme, "light", Themes())
	if err != nil {
		return look{}, err
	}
	l := look{size: sizes[size], theme: themes()[theme], noTitle: s.NoTitle, log: s.Log}
	if s.DPI < 0 || s.DPI > MaxDPI {
		return look{}, fmt.Errorf("%d dots per inch: write a number from 1 to %d", s.DPI, MaxDPI)
	}
	if s.DPI > 0 {
		l.dpi = s.DPI
	}
	return l, nil
}

func pick(what, name, otherwise string, names []string) (int, error) {
	if name == "" {
		name = otherwise
	}
	i := slices.Index(names, name)
	if i < 0 {
		return 0, fmt.Errorf("no %s is called %q; there are %s", what, name, strings.Join(names, ", "))
	}
	return i, nil
}

// hair is the width of axes and grid lines, line that of a curve.
func (l look) hair() vg.Length { return max(0.4, l.text*0.06) }
func (l look) line() vg.Length { return max(0.9, l.text*0.14) }

// The pens of the page. Nothing is set below 0.86 of the type size.
func (l look) titlePen() pen { return pen{l.text * 1.2, true, l.ink} }
func (l look) textPen() pen  { return pen{l.text, false, l.ink} }
func (l look) quietPen() pen { return pen{l.text, false, l.quiet} }
func (l look) tickPen() pen  { return pen{l.text * 0.92, false, l.quiet} }
func (l look) notePen() pen  { return pen{l.text * 0.86, false, l.quiet} }
func (l look) boldPen() pen  { return pen{l.text, true, l.ink} }

// Gutter around the page.
func (l look) margin() vg.Length { return l.text * 0.9 }
