package screen

import (
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"
)

// style is an SGR code of a terminal.
type style string

const (
	bold   style = "1"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

// paint sets text in a style where the screen has colours.
func (s *screen) paint(c style, text string) string {
	if !s.color || text == "" {
		return text
	}
	return "\x1b[" + string(c) + "m" + text + "\x1b[0m"
}

// wrap breaks text at spaces, but not at those of glue, into lines of at most
// width columns. A word longer than that is cut.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsFuncSeq(s, breaks) {
		word = cut(word, width)
		switch {
		case line == "":
			line = word
		case columns(line)+1+columns(word) <= width:
			line += " " + word
		default:
			lines = append(lines, unglue(line))
			line = word
		}
	}
	return append(lines, unglue(line))
}

// bond stands for a space at which text is not broken.
const bond = '\u00a0'

func unglue(s string) string { return strings.ReplaceAll(s, string(bond), " ") }

func breaks(r rune) bool { return unicode.IsSpace(r) && r != bond }

// cut shortens text to at most width columns and marks the cut.
func cut(s string, width int) string { return text.Snip(s, width, "…") }

// columns returns how many columns text takes on the screen.
func columns(s string) int { return text.StringWidthWithoutEscSequences(s) }

// wrapName breaks a name at spaces, and a part of it that is longer than a line behind a dot
// or a sign where it has one, so that places in a scenario stay readable.
func wrapName(s string, width int) string {
	var parts []string
	for word := range strings.FieldsFuncSeq(s, breaks) {
		for columns(word) > width {
			part := text.Snip(word, width, "")
			if at := strings.LastIndexAny(part, ".,-_/+="); at > 0 {
				part = part[:at+1]
			}
			parts, word = append(parts, part), word[len(part):]
		}
		parts = append(parts, word)
	}
	return strings.Join(wrap(strings.Join(parts, " "), width), "\n")
}
