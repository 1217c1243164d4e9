package figure

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
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
	return mapped(sizes, func(s size) string { return s.name })
}

// Themes lists the themes.
func Themes() []string {
	return mapped(themes(), func(t theme) string { return t.name })
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
		return 0, fmt.Errorf("there is no %s %q; choose from %s", what, name, strings.Join(names, ", "))
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
func (l look) inkPen() pen   { return pen{l.text * 0.92, false, l.ink} }
func (l look) notePen() pen  { return pen{l.text * 0.86, false, l.quiet} }
func (l look) boldPen() pen  { return pen{l.text, true, l.ink} }

// Gutter around the page.
func (l look) margin() vg.Length { return l.text * 0.9 }

// theme is a set of colours. Series take theirs by their place in the report,
// so that a policy has one colour in every figure.
type theme struct {
	name              string
	paper, ink, quiet color.NRGBA
	grid, faint       color.NRGBA // lines behind the data; a fill that stands back
	series            []color.NRGBA
	veil              float64 // how much stronger an area is drawn than on white
	mono              bool
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}

// The hues are Okabe and Ito's, which readers with any kind of colour vision
// can tell apart (jfly.uni-koeln.de/color, 2008). On white their yellow and on
// black their black cannot be seen: each theme leaves one out.
func themes() []theme {
	const (
		orange, sky, green, yellow = 0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442
		blue, vermilion, purple    = 0x0072B2, 0xD55E00, 0xCC79A7
	)
	return []theme{
		{name: "light", paper: rgb(0xFFFFFF), ink: rgb(0x1A1C1E), quiet: rgb(0x55595E), grid: rgb(0xE2E4E7), faint: rgb(0xA9AEB4),
			veil: 1, series: colours(blue, vermilion, green, purple, orange, sky, 0x000000)},
		{name: "dark", paper: rgb(0x14181D), ink: rgb(0xF1F3F5), quiet: rgb(0xB4BBC2), grid: rgb(0x2D343B), faint: rgb(0x68717A),
			veil: 1.5, series: colours(sky, orange, green, purple, yellow, vermilion, 0xFFFFFF)},
		{name: "mono", paper: rgb(0xFFFFFF), ink: rgb(0x000000), quiet: rgb(0x404040), grid: rgb(0xE0E0E0), faint: rgb(0xB0B0B0),
			veil: 1, series: colours(0x000000, 0x6E6E6E, 0x969696), mono: true},
	}
}

func colours(hexes ...uint32) []color.NRGBA {
	return mapped(hexes, rgb)
}

// signature is how one series is told from the others: by colour, by the
// dashes of its line, by its marker, and by the hatching of its bars.
type signature struct {
	color color.NRGBA
	dash  int
	glyph int // -1: none
	hatch int // 0: none
}

// signature of the i-th series. Dash and marker together repeat only after
// len(dashes) × (len(glyphs)+1) series.
func (t theme) signature(i int) signature {
	s := signature{dash: i % len(dashes), glyph: i/len(dashes)%(len(glyphs)+1) - 1}
	if t.mono { // the shade changes only when all hatchings are used up
		s.color, s.hatch = t.series[i/hatches%len(t.series)], i%hatches
		return s
	}
	s.color, s.hatch = t.series[i%len(t.series)], i/len(t.series)%hatches
	return s
}

// tint is a colour let through, for areas behind lines.
func tint(c color.NRGBA, share float64) color.NRGBA {
	c.A = uint8(255 * share)
	return c
}

// veiled is a colour let through as strongly as it takes to be seen on the paper.
func (t theme) veiled(c color.NRGBA, share float64) color.NRGBA { return tint(c, share*t.veil) }

// over is a colour that lets the paper through, as it looks there.
func (t theme) over(c color.NRGBA) color.NRGBA {
	mix := func(front, back uint8) uint8 {
		return uint8((int(front)*int(c.A) + int(back)*(255-int(c.A)) + 127) / 255)
	}
	return color.NRGBA{mix(c.R, t.paper.R), mix(c.G, t.paper.G), mix(c.B, t.paper.B), 255}
}

// unhatched is a shade that stands for a series' hatching where none can be drawn.
func (t theme) unhatched(s signature) color.NRGBA {
	return t.over(tint(s.color, 1-0.24*float64(s.hatch)))
}

// dashes in widths of the line: solid, dashed, dotted, dash and dot.
var dashes = [][]vg.Length{nil, {4.5, 2}, {1.2, 1.6}, {6, 1.8, 1.2, 1.8}}

func dashesOf(i int, width vg.Length) []vg.Length {
	return mapped(dashes[i], func(d vg.Length) vg.Length { return d * width })
}

var glyphs = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.BoxGlyph{}, draw.PyramidGlyph{}, draw.RingGlyph{}, draw.CrossGlyph{}}

func (s signature) lineStyle(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: s.color, Width: width, Dashes: dashesOf(s.dash, width)}
}
