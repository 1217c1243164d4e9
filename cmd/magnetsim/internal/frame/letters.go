package frame

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output/figure"
	"magnetsim/sim/unit"
)

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
