package output

import (
	"slices"
	"strconv"
	"strings"
)

// Lever is a value of a scenario that a search or a frontier moves.
type Lever struct {
	Paths     []string // places in the file that move together
	Unit      string   // of its levels, as written: "days", "kt", "%"
	Form      string   // how a level is written, with # for the number: "# days", "#%", "USD #/kg"
	Low, High float64  // range, in Unit
	Step      float64  // levels are whole steps above Low, and High
}

// Text writes a level for people and for a file: "45.5 days", "1 day".
func (l Lever) Text(level float64) string {
	form := l.Form
	if level == 1 && slices.Contains([]string{"# days", "# weeks", "# months", "# years"}, form) {
		form = strings.TrimSuffix(form, "s")
	}
	return strings.Replace(form, "#", strconv.FormatFloat(level, 'f', -1, 64), 1)
}

// Title names the lever.
func (l Lever) Title() string { return strings.Join(l.Paths, ", ") }

// ranging says over what the lever moves.
func (l Lever) ranging() string {
	return l.Title() + " from " + l.Text(l.Low) + " to " + l.Text(l.High)
}

// column is what the column of its levels is called, without the unit.
func (l Lever) column() string { return strings.Join(l.Paths, "_and_") }
