package figure

import (
	"image/color"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"codeberg.org/go-fonts/dejavu/dejavusanscondensedbold"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// typeface is a font file: the program's sans serif, which has the widths of
// Arial and Helvetica, or the one that stands in where it lacks a character
// (the rupee sign, Arabic, mathematics).
type typeface struct {
	name string
	bold bool
	face *opentype.Font
}

// typefaces in order of preference, first regular, then bold.
var typefaces = sync.OnceValue(func() [2][]typeface {
	return [2][]typeface{
		{parsed("LiberationSans", false, liberationsansregular.TTF), parsed("DejaVuSansCondensed", false, dejavusanscondensed.TTF)},
		{parsed("LiberationSans", true, liberationsansbold.TTF), parsed("DejaVuSansCondensed", true, dejavusanscondensedbold.TTF)},
	}
})

func parsed(name string, bold bool, ttf []byte) typeface {
	face, err := opentype.Parse(ttf)
	if err != nil {
		panic(err) // the fonts are compiled in
	}
	return typeface{name, bold, face}
}

// has says whether the typeface can set a character, in every format: the PDF
// library knows none beyond the first plane of Unicode and panics.
func (t typeface) has(r rune) bool {
	if r > 0xFFFF {
		return false
	}
	i, err := t.face.GlyphIndex(nil, r)
	return err == nil && i != 0
}

// sized is the typeface as gonum/plot knows it.
func (t typeface) sized(size vg.Length) font.Face {
	f := font.Font{Typeface: font.Typeface(t.name), Size: size}
	if t.bold {
		f.Weight = xfont.WeightBold
	}
	return font.Face{Font: f, Face: t.face}
}

// missing stands for a character that no typeface has: Unset tells of it.
const missing = '□'

// pen is a size, weight and colour of text.
type pen struct {
	size  vg.Length
	bold  bool
	color color.NRGBA
}

// leading is the distance of two lines of text, drop that of the baseline from
// the top of a line, in sizes of the type: Liberation's ascent is 0.905 and its
// descent 0.212 of it.
const (
	leading = 1.25
	drop    = 0.96
)

func (p pen) leading() vg.Length { return p.size * leading }

// stretch is a piece of a line in one typeface.
type stretch struct {
	typeface
	text string
}

// stretches splits a line by the typefaces that have its characters.
func (p pen) stretches(line string) []stretch {
	choice := p.choice()
	var stretches []stretch
	for _, r := range line {
		t, r := choose(choice, r)
		if n := len(stretches); n > 0 && stretches[n-1].name == t.name {
			stretches[n-1].text += string(r)
			continue
		}
		stretches = append(stretches, stretch{t, string(r)})
	}
	return stretches
}

// choice are the typefaces of the pen's weight.
func (p pen) choice() []typeface {
	return either(p.bold, typefaces()[1], typefaces()[0])
}

func choose(choice []typeface, r rune) (typeface, rune) {
	for _, t := range choice {
		if t.has(r) {
			return t, r
		}
	}
	return choice[0], missing
}

// typesetter is a canvas that sets a whole line at once.
type typesetter interface {
	setLine(p pen, at vg.Point, line string, width vg.Length)
}

// write sets a line with its baseline at y. Anchor 0 puts its left end at x,
// 0.5 its middle, 1 its right end.
func (p pen) write(c vg.Canvas, x, y vg.Length, anchor float64, line string) {
	if line == "" {
		return
	}
	width := p.width(line)
	x -= vg.Length(anchor) * width
	if t, ok := c.(typesetter); ok {
		t.setLine(p, vg.Point{X: x, Y: y}, line, width)
		return
	}
	c.SetColor(p.color)
	for _, r := range p.stretches(line) {
		face := r.sized(p.size)
		c.FillString(face, vg.Point{X: x, Y: y}, r.text)
		x += face.Width(r.text)
	}
}

// longest is the number of characters that are set of a text: more than fits.
const longest = 1000

// wrap breaks a clean text at its spaces (not at those that do not break) into
// lines no wider than width, within a word only where the word alone is wider.
func (p pen) wrap(text string, width vg.Length) []string {
	if characters := []rune(text); len(characters) > longest {
		text = string(characters[:longest]) + "…"
	}
	var lines []string
	line := ""
	for _, word := range strings.Split(text, " ") {
		if line != "" && p.width(line+" "+word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		parts := p.split(word, width)
		lines = append(lines, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// lines are the first lines of a wrapped text, with an ellipsis where more is left.
func (p pen) lines(text string, most int, width vg.Length) []string {
	lines := p.wrap(text, width)
	if len(lines) <= most {
		return lines
	}
	last := []rune(lines[most-1])
	for len(last) > 0 && p.width(string(last)+"…") > width {
		last = last[:len(last)-1]
	}
	return append(lines[:most-1:most-1], strings.TrimSpace(string(last))+"…")
}

// widest is the width of the widest of some lines.
func (p pen) widest(lines []string) (w vg.Length) {
	for _, line := range lines {
		w = max(w, p.width(line))
	}
	return w
}

// split cuts a word into parts no wider than width (of one character at least).
func (p pen) split(word string, width vg.Length) []string {
	if p.width(word) <= width {
		return []string{word}
	}
	var parts []string
	part := ""
	for _, r := range word {
		if part != "" && p.width(part+string(r)) > width {
			parts, part = append(parts, part), ""
		}
		part += string(r)
	}
	return append(parts, part)
}

// clean makes text fit for a line: one space for any white space, and none of
// the characters that control how a terminal, a page or an XML file is read.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co), r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	return strings.Join(strings.Fields(s), " ")
}

// Unset returns the letters of the drawings that PNG and PDF do not show as they are
// written, in the order of their code: those that no font of the program has, which
// become boxes, and those of scripts that run from right to left or join letters,
// which it sets one by one. SVG, Vega-Lite and HTML leave letters to the reader's
// own fonts.
func Unset(drawings []Drawing, style Style) []rune {
	l, err := style.look()
	if err != nil {
		return nil // Render reports it
	}
	found := map[rune]bool{}
	for _, d := range drawings {
		page := compose(d.chart, l)
		page.paint(letters{&svgCanvas{height: page.height}, found})
	}
	return slices.Sorted(maps.Keys(found))
}

// letters is a canvas that gathers the letters that cannot be set.
type letters struct {
	*svgCanvas
	unset map[rune]bool
}

func (c letters) setLine(p pen, _ vg.Point, line string, _ vg.Length) {
	for _, r := range line {
		if _, set := choose(p.choice(), r); set != r || unicode.In(r, joined...) {
			c.unset[r] = true
		}
	}
}

// joined are the scripts of which the fonts have letters, but that are read only
// when they are joined or set from right to left.
var joined = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Nko}

// Script names the script of a letter, "Devanagari"; "" for signs that many share.
func Script(r rune) string {
	for _, name := range slices.Sorted(maps.Keys(unicode.Scripts)) {
		if name != "Common" && name != "Inherited" && unicode.Is(unicode.Scripts[name], r) {
			return name
		}
	}
	return ""
}
