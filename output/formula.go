package output

import (
	"strconv"
	"strings"
)

// Inert is a text as it stands in a CSV file: one that a spreadsheet would run as a
// formula has an apostrophe before it.
func Inert(text string) string {
	if RunsAsFormula(text) {
		return "'" + text
	}
	return text
}

// RunsAsFormula reports whether a spreadsheet would take a text for a formula:
// it begins with = + - or @, perhaps after a control character or white space,
// and is not just a signed number.
func RunsAsFormula(text string) bool {
	text = strings.TrimLeft(text, "\t\r\n ")
	if text == "" || !strings.ContainsRune("=+-@", rune(text[0])) {
		return false
	}
	_, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	return err != nil
}
