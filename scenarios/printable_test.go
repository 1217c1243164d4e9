package scenarios

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\nc":             "a\tb\nc",
		"red \x1b[31m":        "red ·[31m",
		"\x9b31m":             "·31m",
		"gnp.\u202etxt":       "gnp.·txt",
		"\u2066a\u2069":       "·a·",
		"a\u200bb\u2028":      "a·b·",
		"भारत क्\u200dष 中文 é": "भारत क्\u200dष 中文 é",
		"\u0085":              "·",
	} {
		if got := Printable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A title that is not what it seems is refused, wherever it comes from; a name of
// a file that is none is shown without what upsets a terminal.
func TestMisleadingTexts(t *testing.T) {
	for _, text := range []string{"a\u202eb", "a\u2066b", "a\u200bb", "a\u2028b", "a\x1bb"} {
		_, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(doubtful)}}, "a.yaml", Options{Sets: []string{"title=\"" + text + "\""}})
		if !problems.Failed() {
			t.Errorf("%q was taken", text)
		}
	}
	_, problems := Load(fstest.MapFS{}, "a\x1b[31m\u202e.yaml", Options{})
	if text := problems.Error(); strings.ContainsAny(text, "\x1b\u202e") || !strings.Contains(text, "a·[31m·.yaml") {
		t.Errorf("shown as %q", text)
	}
}
