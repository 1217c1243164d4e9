package scenarios

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unnamed is the name of a scenario the file of which has no letter that a name can
// have, and what stands before one that begins with a digit.
const unnamed = "scenario"

// longestName keeps what is made of a file's name fit for the names of folders.
const longestName = 60

var (
	noNameRune = regexp.MustCompile(`[^A-Za-z0-9_]+`)
	letterOf   = strings.NewReplacer("ß", "ss", "æ", "ae", "Æ", "Ae", "ø", "o", "Ø", "O", "œ", "oe", "Œ", "Oe", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D")
)

// nameOfFile makes a scenario's name of that of its file.
func nameOfFile(file string) string {
	return nameOf(strings.TrimSuffix(path.Base(file), path.Ext(file)))
}

// nameOf makes a name of a text: letters without their marks, and a dash for all else
// that a name cannot have. "My study" is My-study, länder is lander, base.v2 is
// base-v2, 2026-germany is scenario-2026-germany.
func nameOf(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(letterOf.Replace(text)))
	name := strings.Trim(noNameRune.ReplaceAllString(plain, "-"), "-_")
	if len(name) > longestName {
		name = strings.TrimRight(name[:longestName], "-_")
	}
	switch {
	case name == "":
		return unnamed
	case !nameShape.MatchString(name):
		return unnamed + "-" + name
	}
	return name
}
