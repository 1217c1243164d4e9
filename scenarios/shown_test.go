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
	if plain, _ := (Problem{Line: 1, Col: 1, EndCol: 2, Source: "\tkey: ₹5"}).shown(); plain != "\tkey: ₹5" {
		t.Errorf("a sound line became %q", plain)
	}
}

// Of a long line the part with the fault is shown, with the mark under it, and
// no more of either than longestShown.
func TestLongLinesAreShownInPart(t *testing.T) {
	const fault = "fault"
	for _, c := range []struct{ before, width, after int }{
		{0, 5, 0}, {0, 5, 5000}, {100, 5, 5000}, {235, 5, 0}, {236, 5, 0}, {236, 5, 5000}, {5000, 5, 0}, {5000, 5, 5000}, {0, 5000, 0}, {300, 5000, 10},
	} {
		marked := fault + strings.Repeat("~", c.width-len(fault))
		q := Problem{Line: 1, Col: 1 + c.before, EndCol: 1 + c.before + c.width,
			Source: strings.Repeat("b", c.before) + marked + strings.Repeat("a", c.after)}
		line, mark := q.shown()
		at := strings.Index(mark, "^")
		if at < 0 || !strings.HasPrefix(string([]rune(line)[at:]), fault) {
			t.Errorf("%+v: the mark is not under the fault:\n%s\n%s", c, line, mark)
		}
		for _, text := range []string{line, mark} {
			if n := utf8.RuneCountInString(text); n > longestShown+2*utf8.RuneCountInString(cut) {
				t.Errorf("%+v: %d characters", c, n)
			}
		}
		if want := min(c.width, longestShown-at); c.before == 0 && len(mark)-at != want {
			t.Errorf("%+v: %d characters are marked, want %d", c, len(mark)-at, want)
		}
	}
}
