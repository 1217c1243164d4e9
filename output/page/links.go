package page

import (
	"net/url"
	"regexp"
	"strings"
)

// piece is a part of a text: an address of the web, or what stands between.
type piece struct{ Text, Link string }

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
		if at[0] > from {
			all = append(all, piece{Text: s[from:at[0]]})
		}
		all = append(all, piece{link, link})
		from = at[0] + len(link)
	}
	if from < len(s) {
		all = append(all, piece{Text: s[from:]})
	}
	return all
}
