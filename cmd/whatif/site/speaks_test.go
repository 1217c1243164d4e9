package site_test

import (
	"strings"
	"testing"
	"time"
)

// speaks is a browser with one page, of which it tells the value of an expression, as JSON.
type speaks func(expression string) string

// until waits until an expression is true.
func (b speaks) until(t *testing.T, expression string) {
	t.Helper()
	for end := time.Now().Add(3 * time.Minute); b("Boolean("+expression+")") != "true"; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it does not come true: %s; the page says %s", expression, b(`document.getElementById("status").textContent + document.getElementById("problem").textContent`))
		}
	}
}

// answers moves a stockpile of the smallest scenario, of 1,024 trials, and looks for another
// picture.
func (b speaks) answers(t *testing.T) {
	t.Helper()
	b.until(t, refined)
	before := b(`document.getElementById("picture").innerHTML`)
	b(dragged("stockpiles.national.target", "30"))
	b.until(t, refined+` && document.getElementById("command").textContent.includes("30 days")`)
	if after := b(`document.getElementById("picture").innerHTML`); after == before || !strings.Contains(after, "1,024 trials") {
		t.Error("a drag left the picture as it was")
	}
	if b(vectors) != "true" {
		t.Error("the engine does without vectors")
	}
	t.Logf("ms to the engine, and from a move to its picture: %s", b(`[...performance.getEntriesByName("engine: open").map((e) => e.startTime), ...performance.getEntriesByName("beat").map((e) => e.duration)].map(Math.round)`))
}
