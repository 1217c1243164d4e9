package sheet

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	encoding "golang.org/x/text/encoding/unicode"
)

// errNotFigures is the error of a file of something else.
var errNotFigures = errors.New("this is not a CSV table: save it as CSV (UTF-8), with headings in the first line and numbers below")

// decoded returns bytes as text: UTF-16 where the mark at the front says so or
// every other byte of the first characters is 0, else UTF-8 without its mark.
func decoded(data []byte) (string, error) {
	as := encoding.UTF8BOM
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		as = encoding.UTF16(encoding.BigEndian, encoding.ExpectBOM)
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		as = encoding.UTF16(encoding.LittleEndian, encoding.IgnoreBOM)
	case len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		as = encoding.UTF16(encoding.BigEndian, encoding.IgnoreBOM)
	case !utf8.Valid(data):
		return "", errors.New("this is not UTF-8 text: save it as CSV (UTF-8)")
	}
	text, err := as.NewDecoder().Bytes(data)
	if err != nil {
		return "", errNotFigures
	}
	if bytes.ContainsFunc(text, binary) {
		return "", errNotFigures
	}
	return string(text), nil
}

// binary reports a character that no text has.
func binary(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r) || r == utf8.RuneError
}

// shown is a cell for a message: short, and without what does not print.
func shown(cell string) string {
	const most = 40
	r := []rune(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '·'
	}, cell))
	if len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return string(r)
}
