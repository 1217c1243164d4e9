package output_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"magnetsim/output"
)

func TestStem(t *testing.T) {
	if got := output.Stem("india-2026"); got != "india-2026" {
		t.Errorf("a short name became %q", got)
	}
	long := strings.Repeat("दुर्लभ", 40)
	a, b := output.Stem(long+"a"), output.Stem(long+"b")
	if len(a) > 80 || !utf8.ValidString(a) || !strings.HasPrefix(long, a[:len(a)-9]) {
		t.Errorf("%q of %d bytes", a, len(a))
	}
	if a == b {
		t.Errorf("two names are both %q", a)
	}
}
