package unit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Readable makes a name of a file a word for people: "china-heavy" is "China heavy",
// "days-30" is "30 days".
func Readable(key string) string {
	words := strings.FieldsFunc(key, func(r rune) bool { return r == '-' || r == '_' })
	if len(words) == 0 {
		return key
	}
	if len(words) == 2 && isTime(words[0]) && isDigits(words[1]) {
		words[0], words[1] = words[1], words[0]
	}
	text := strings.Join(words, " ")
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func isTime(word string) bool {
	w, known := find(words, word)
	return known && w.dim == Time
}

func isDigits(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// WithinSentence is a title in the middle of a sentence: "Heavy magnets" is "heavy
// magnets", while names and symbols such as "Nd oxide", "NdFeB" and "EU quota" stay.
func WithinSentence(title string) string {
	first, _, _ := strings.Cut(title, " ")
	if len(first) < 3 || strings.IndexFunc(first[1:], func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		return title
	}
	return strings.ToLower(first) + title[len(first):]
}
