package scenarios

import (
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
)

// Nearest returns the candidate that was probably meant by a word, or "": the one at the
// smallest edit distance, a swap of neighbours being one edit, of at most a third of the
// word's length and at least one edit (a longer way round is more often another word than
// a slip); else the first that begins with the word.
func Nearest(word string, candidates []string) string {
	best, least := "", max(1, len(word)/3)+1
	for _, c := range candidates {
		if d := edlib.OSADamerauLevenshteinDistance(strings.ToLower(word), strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	if best != "" || len(word) < 2 {
		return best
	}
	if i := slices.IndexFunc(candidates, func(c string) bool { return strings.HasPrefix(c, word) }); i >= 0 {
		return candidates[i]
	}
	return ""
}

// listed joins names for a message, quoting none and cutting long lists.
func listed(names []string) string {
	const most = 26
	if len(names) > most {
		names = append(append([]string(nil), names[:most]...), "…")
	}
	return strings.Join(names, ", ")
}
