// Package markdown writes text and tables as Markdown (CommonMark with the tables of
// GFM), in which nothing of a text is read as markup.
package markdown

import (
	"regexp"
	"strings"
	"unicode"

	"magnetsim/output"
)

// Escape makes a text one line that is free of markup: what CommonMark or GFM would
// read as a sign, also one that begins a list, stands behind a backslash.
func Escape(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }), " ")
	var out strings.Builder
	sign := -1
	if at := item.FindStringIndex(s); at != nil {
		sign = len(strings.TrimRight(s[:at[1]], " ")) - 1
	}
	for i, c := range s {
		if i == sign || strings.ContainsRune("\\`*_[]<>|~&#", c) {
			out.WriteByte('\\')
		}
		out.WriteRune(c)
	}
	return out.String()
}

// item begins a list, a line or a heading.
var item = regexp.MustCompile(`^(\d{1,9}[.)]|[-+=]+)( |$)`)

// Table writes the columns and the rows, in words, of a table, and its notes beneath.
func Table(out *strings.Builder, t output.Table, rows [][]output.Cell) {
	var heads, rules []string
	for _, c := range t.Columns {
		heads = append(heads, Escape(c.Title))
		rule := "---"
		if c.Kind.Numeric() {
			rule = "---:"
		}
		rules = append(rules, rule)
	}
	line(out, heads)
	line(out, rules)
	for _, row := range rows {
		var cells []string
		for _, x := range row {
			cells = append(cells, Escape(x.Text))
		}
		line(out, cells)
	}
	out.WriteString("\n")
	if len(t.Notes) > 0 {
		out.WriteString(Escape(strings.Join(t.Notes, " · ")) + "\n\n")
	}
}

func line(out *strings.Builder, cells []string) {
	out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}
