package unit

import (
	"fmt"
	"strconv"
	"strings"
)

// Grouped writes a whole number with commas between the thousands.
func Grouped[T ~int | ~int64 | ~uint64](n T) string {
	if n < 0 {
		return thousands(strconv.FormatInt(int64(n), 10))
	}
	return thousands(strconv.FormatUint(uint64(n), 10))
}

// Counted writes how many there are of a noun, whose plural ends in s: "1 trial",
// "10,000 trials", "3 policies".
func Counted[T ~int | ~int64 | ~uint64](n T, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem := noun[:len(noun)-1]; noun[len(noun)-1] == 'y' && len(noun) > 1 && !isVowel(noun[len(noun)-2]) {
		return Grouped(n) + " " + stem + "ies"
	}
	return Grouped(n) + " " + noun + "s"
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// Few lists the first three of many names, and how many more there are: "a, b, c and 4
// more".
func Few(names []string) string {
	const shown = 3
	if len(names) <= shown {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
}
