package page

import (
	"net/url"
	"regexp"
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

// piece is a part of a text: an address of the web, or what stands between. A line may
// end behind it where Break says so.
type piece struct {
	Text, Link string
	Break      bool
}

var address = regexp.MustCompile(`https?://[^\s<>"']+`)

// pieces finds the addresses in a text. What follows a sentence, a full stop or
// a bracket, is not taken for a part of one.
func pieces(s string) []piece {
	var all []piece
	from := 0
	for _, at := range address.FindAllStringIndex(s, -1) {
		link := strings.TrimRight(s[at[0]:at[1]], ".,;:!?)]}")
		if u, err := url.Parse(link); err != nil || u.Host == "" {
			continue
		}
		all = append(all, broken(s[from:at[0]])...)
		all = append(all, piece{Text: link, Link: link})
		from = at[0] + len(link)
	}
	return append(all, broken(s[from:])...)
}

// broken lets lines end behind the dots within a path of the scenario.
func broken(s string) []piece {
	var all []piece
	for at := strings.IndexByte(s, '.'); at >= 0; at = strings.IndexByte(s, '.') {
		end := at + 1
		all = append(all, piece{Text: s[:end], Break: end < len(s) && s[end] >= 'a' && s[end] <= 'z'})
		s = s[end:]
	}
	if s != "" {
		all = append(all, piece{Text: s})
	}
	return all
}
