package file

import (
	"strconv"
	"strings"
)

// inert is a text as it stands in a CSV file: one that a spreadsheet would run as a
// formula has an apostrophe before it.
func inert(text string) string {
	if runsAsFormula(text) {
		return "'" + text
	}
	return text
}

// runsAsFormula reports whether a spreadsheet would take a text for a formula:
// it begins with = + - or @, perhaps after a control character or white space,
// and is not just a signed number.
func runsAsFormula(text string) bool {
	text = strings.TrimLeft(text, "\t\r\n ")
	if text == "" || !strings.ContainsRune("=+-@", rune(text[0])) {
		return false
	}
	_, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	return err != nil
}
