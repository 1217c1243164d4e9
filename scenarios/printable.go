package scenarios

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// upsets reports a character that changes how others are shown: one that
// controls a terminal, turns the direction of what follows (so that a title
// reads as another, U+202E and its kin), or hides. The joiners U+200C and U+200D
// belong to the spelling of Hindi and Persian, and the marks U+200E and U+200F to
// that of Hebrew and Arabic: they stay.
func upsets(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r == 0x2028 || r == 0x2029 || r == 0x200b || r == 0x2060 || r == 0xfeff ||
		r >= 0xfff9 && r <= 0xfffb || r >= 0xe0000 && r <= 0xe007f
}

// Printable returns a text as a terminal can show it: what does not print
// becomes a dot, but for line breaks and tabs. Names of files and folders may
// hold anything.
func Printable(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "·")
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !upsets(r) {
			return r
		}
		return '·'
	}, text)
}
