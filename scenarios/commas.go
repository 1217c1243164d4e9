package scenarios

import (
	"fmt"
	"regexp"
	"strings"

	"magnetsim/sim/unit"
)

var (
	shortNumber = regexp.MustCompile(`^[+-]?\d+(\.\d{3})*$`)
	restOfOne   = regexp.MustCompile(`^\d+\s*[%A-Za-z$€£¥₹/]`)
	pointedBy3  = regexp.MustCompile(`^\d{1,3}(\.\d{3})+$`)
)

// cutByComma reports a number that YAML parts at its comma, inside brackets or
// braces: [85,5%] and {price: 5,000 INR/kg}. The two pieces stand against each
// other, and only the second has a unit.
func (w *walker) cutByComma(first, second *node) bool {
	adjacent := first.kind == scalar && second.kind == scalar && !first.quoted && !second.quoted && !first.broken &&
		first.at.line == second.at.line && first.at.col+first.at.width+1 == second.at.col
	if !adjacent || !shortNumber.MatchString(first.text) || !restOfOne.MatchString(second.text) {
		return false
	}
	whole := first.text + "," + second.text
	at := first.at
	at.width = len([]rune(whole))
	fix := unit.Remedy(whole)
	if second.text[0] != '0' {
		fix += fmt.Sprintf("; for two values put a space after the comma, %s, %s", first.text, second.text)
	}
	w.notes.report(at, "comma", fmt.Sprintf("the comma in %q ends a value here", clip(whole)), fix)
	return true
}

// wholeWithPoints returns a whole number with points between thousands without
// them: 10000 of 10.000; "" for any other text.
func wholeWithPoints(text string) string {
	if !pointedBy3.MatchString(text) {
		return ""
	}
	return strings.ReplaceAll(text, ".", "")
}
