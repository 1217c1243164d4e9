package scenarios

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	csvCells  = regexp.MustCompile(`[,;\t]`)
	cellShape = regexp.MustCompile(`^"?[^\d\s]{0,4}\s?[+-]?\d[\d.,'\x{a0} ]*\s*[\p{L}%/$€£¥₹]*"?$`)
)

// CheckFigures refuses a text that is no CSV of figures: a binary file, or lines
// of something else. Nothing of it is told: a message about a cell or a heading
// would show what a file holds that was named by mistake, or by someone who
// should not see it.
func CheckFigures(text string) error {
	text = strings.TrimPrefix(text, "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return upsets(r) && !strings.ContainsRune("\t\r\n", r) }) {
		return errors.New("this is not a text file, or not one in UTF-8")
	}
	figures, words := 0, 0
	heading := true
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if heading {
			heading = false
			continue
		}
		switch cells := csvCells.Split(line, -1); {
		case anyOf(cells, func(s string) bool { return cellShape.MatchString(s) }):
			figures++
		case len(cells) == 1 || anyOf(cells[1:], func(s string) bool { return s != "" }):
			words++
		}
	}
	if figures == 0 || figures < words {
		return errors.New("this is no CSV file with a heading and lines of figures")
	}
	return nil
}

// anyOf reports whether a cell, without the white space around it, meets a
// condition.
func anyOf(cells []string, met func(string) bool) bool {
	for _, c := range cells {
		if met(strings.TrimSpace(c)) {
			return true
		}
	}
	return false
}
