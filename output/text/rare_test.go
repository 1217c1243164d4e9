package text

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"magnetsim/output/outputtest"
)

func TestRareGolden(t *testing.T) {
	for _, width := range []int{60, 100} {
		var b bytes.Buffer
		if err := Rare(&b, outputtest.Rare(), Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		golden(t, fmt.Sprintf("rare-%d.txt", width), b.String())
	}
}

// What has never been seen is not a chance of nothing.
func TestRareNeverSeen(t *testing.T) {
	var b bytes.Buffer
	if err := Rare(&b, outputtest.Rare(), Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, "never seen   0% to 0.07%") || !strings.Contains(got, "Warning, 2,000 t: it happened in no trial") {
		t.Error(got)
	}
}

// What never varies has no table of what is rarer.
func TestRareOfNothing(t *testing.T) {
	r := outputtest.Rare()
	r.Mean.Low, r.Mean.High = r.Mean.Value, r.Mean.Value
	var b bytes.Buffer
	if err := Rare(&b, r, Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, "It is the same in every trial that was played: 100 t.") || strings.Contains(got, "exceeded once") {
		t.Error(got)
	}
}
