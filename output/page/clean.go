package page

import (
	"strings"
	"unicode"
)

// clean makes a text one line of visible characters.
func clean(s string) string {
	return strings.Trim(strings.Join(strings.FieldsFunc(visible(s), func(r rune) bool { return r == ' ' }), " "), " ")
}

// visible leaves out the characters that control how the text around them is
// read: direction overrides, line controls, private and broken ones. Joiners stay,
// which some scripts need, and no-break spaces.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0', r == '\u200c', r == '\u200d':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co), r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func cleaned(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, clean(s))
	}
	return out
}
