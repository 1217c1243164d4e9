package app

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// clock is a time that moves when told.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func (c *clock) pass(d time.Duration) { c.Time = c.Add(d) }

// A work of 100 s at an even pace has a line every 10%, but at its end; one of
// 1000 s has one every 30 s as well; one of a second none.
func TestTicker(t *testing.T) {
	for _, c := range []struct {
		whole time.Duration
		lines int
	}{{100 * time.Second, 9}, {1000 * time.Second, 39}, {time.Second, 0}} {
		at, out := &clock{time.Unix(0, 0)}, &bytes.Buffer{}
		tick := &Progress{w: out, pace: newPace(at.now)}
		const total = 10_000
		for done := range total {
			at.pass(c.whole / total)
			tick.Update(done+1, total)
		}
		if got := strings.Count(out.String(), "\n"); got != c.lines {
			t.Errorf("%s: %d lines, want %d:\n%s", c.whole, got, c.lines, out)
		}
	}
}

func TestTickerSaysRateAndTimeLeft(t *testing.T) {
	at, out := &clock{time.Unix(0, 0)}, &bytes.Buffer{}
	tick := &Progress{w: out, pace: newPace(at.now)}
	at.pass(10 * time.Second)
	tick.Update(1000, 4000)
	if want := " 25%  1,000 of 4,000 trials, 100 a second, 30s left\n"; out.String() != want {
		t.Errorf("got %q", out)
	}
}

// The bar never reaches the last column, is drawn at most ten times a second,
// and leaves nothing behind.
func TestBar(t *testing.T) {
	at, out := &clock{time.Unix(0, 0)}, &bytes.Buffer{}
	b := &Progress{w: out, terminal: true, width: 40, pace: newPace(at.now)}
	for done := range 1000 {
		at.pass(10 * time.Millisecond)
		b.Update(done+1, 1000)
	}
	b.Log("a message")
	b.Stop()
	b.Stop()
	b.Update(1000, 1000)
	drawn := strings.Split(out.String(), eraseLine)
	if len(drawn) != 1+100+1+1 { // before the first, drawings, the message, the end
		t.Errorf("%d parts", len(drawn))
	}
	for _, line := range drawn {
		if n := len([]rune(line)); n >= 40 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
	if last := drawn[len(drawn)-1]; last != "" || drawn[len(drawn)-2] != "a message\n" {
		t.Errorf("left behind: %q", drawn[len(drawn)-2:])
	}
}

// The bar gives way to the words, and the rate to the time left; what is cut is
// never the time left, nor does anything reach the last column.
func TestBarFits(t *testing.T) {
	at := &clock{time.Unix(0, 0)}
	b := &Progress{pace: newPace(at.now)}
	at.pass(10 * time.Second)
	for width, want := range map[int]string{
		80: " 25% ██████░░░░░░░░░░░░░░░░░░ 1,000 of 4,000 trials, 100 a second, 30s left",
		60: " 25% ██░░░░░░ 1,000 of 4,000 trials, 100 a second, 30s left",
		55: " 25% 1,000 of 4,000 trials, 100 a second, 30s left",
		40: " 25% 30s left",
		6:  " 25% ",
	} {
		b.width = width
		if got := b.bar(1000, 4000); got != want {
			t.Errorf("%d columns: %q, want %q", width, got, want)
		}
	}
}
