package output

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
)

// mostStem is the greatest length in bytes of a name within that of a file. File
// systems take 255 for the whole, and other words, a hash and an ending come to it.
const mostStem = 80

// Stem is a name as it stands in that of a file or folder: itself, or where it is too
// long its beginning and 8 digits of its hash, so that names that begin alike stay
// apart.
func Stem(name string) string {
	if len(name) <= mostStem {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	end := mostStem - 9
	for end > 0 && !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end] + "-" + hex.EncodeToString(sum[:4])
}
