package figure

import (
	"maps"
	"slices"
	"unicode"

	"gonum.org/v1/plot/vg"
)

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
