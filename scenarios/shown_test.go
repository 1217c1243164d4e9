package scenarios

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A file of any bytes is shown without control characters and cut to a length,
// so that a message cannot upset a terminal.
func TestLinesAreShownSafely(t *testing.T) {
	q := Problem{File: "x.yaml", Line: 1, Col: 1, EndCol: 2, Source: "a\x1b[31m\x00\xff" + strings.Repeat("b", 5000)}
	got := q.String()
	if strings.ContainsAny(got, "\x1b\x00\ufffd") || !utf8.ValidString(got) {
		t.Errorf("control characters in %q", got[:60])
	}
	if len(got) > 400 {
		t.Errorf("%d bytes for one line", len(got))
	}
	if plain := (Problem{Line: 1, Source: "\tkey: ₹5"}).shown(); plain != "\tkey: ₹5" {
		t.Errorf("a sound line became %q", plain)
	}
}
