package output_test

import (
	"bytes"
	"strings"
	"testing"

	"magnetsim/output/internal/golden"
	"magnetsim/output/screen"
)

// briefLines is what a terminal of 24 lines leaves an answer, the last line for where it
// was saved.
const briefLines = 23

// Every answer has a brief screen of 24 lines at 80 columns, on which stands what was
// played, the answer, and what tells the rest.
func TestBriefScreens(t *testing.T) {
	for name, found := range findings {
		var b bytes.Buffer
		a := found.Answer()
		if err := screen.Write(&b, a, screen.Options{Width: 80, Lines: briefLines, More: "--full tells the rest"}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		golden.Check(t, name+"-brief.txt", b.Bytes())
		if n := strings.Count(b.String(), "\n"); n > briefLines {
			t.Errorf("%s takes %d lines", name, n)
		}
		for line := range strings.Lines(b.String()) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 {
				t.Errorf("%s: %d columns: %q", name, n, line)
			}
		}
		if !strings.HasSuffix(b.String(), "--full tells the rest\n") {
			t.Errorf("%s does not say what tells the rest", name)
		}
	}
}
