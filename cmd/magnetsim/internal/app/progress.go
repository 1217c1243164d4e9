package app

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"magnetsim/sim/unit"
)

// Progress shows how far a long work is: on a terminal in a line that is drawn again and
// again and removed at the end, elsewhere in lines, and where it is quiet in nothing but
// messages. Its methods may be called by several goroutines, Stop more than once. (The bar
// of go-pretty 6.8 cannot be removed: it then scrolls, a line for each drawing.)
type Progress struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	quiet    bool // or ended
	width    int  // of the terminal; 0 for unknown
	pace
	tenth  int // of the last line
	points int // that were tried
}

// Progress returns one that shows nothing yet.
func (a *App) Progress() *Progress {
	return &Progress{w: a.Err, terminal: a.Terminal(a.Err) && !a.Quiet, quiet: a.Quiet, width: a.Width(a.Err), pace: newPace(a.Now)}
}

// pace measures how fast a work goes.
type pace struct {
	now   func() time.Time
	began time.Time
	last  time.Time // when something was shown
}

func newPace(now func() time.Time) pace {
	t := now()
	return pace{now: now, began: t, last: t}
}

// rest returns how many are done in a second so far and how long the others will
// take at that rate.
func (p *pace) rest(done, total int) (perSecond float64, left time.Duration) {
	perSecond = float64(done) / p.now().Sub(p.began).Seconds()
	return perSecond, time.Duration(float64(total-done) / perSecond * float64(time.Second))
}

func (p *pace) describe(done, total int) string {
	perSecond, left := p.rest(done, total)
	return fmt.Sprintf("%s of %s trials, %s a second, %s left", unit.Grouped(done), unit.Grouped(total), unit.Grouped(int(perSecond)), left.Round(time.Second))
}

// A terminal is drawn anew at most so often. Elsewhere there is a line every 10% or 30
// seconds, whichever comes first, but none within a second of another or of the end: a
// quick work has none. Points that are tried have one every five seconds.
const (
	redraw     = 100 * time.Millisecond
	tickLeast  = time.Second
	tickMost   = 30 * time.Second
	triesEvery = 5 * time.Second
)

const (
	barCells    = 24
	fewestCells = 5
	eraseLine   = "\r\x1b[K"
	usualWidth  = 80
)

// Update shows that so many are done of a total.
func (p *Progress) Update(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	tenth, since := 10*done/max(1, total), now.Sub(p.last)
	switch {
	case p.quiet, done == 0:
		return
	case p.terminal:
		if since >= redraw {
			p.last = now
			fmt.Fprint(p.w, eraseLine+p.bar(done, total))
		}
		return
	case since < tickLeast, tenth == p.tenth && since < tickMost:
		return
	}
	if _, left := p.rest(done, total); left < tickLeast {
		return
	}
	p.last, p.tenth = now, tenth
	fmt.Fprintf(p.w, "%3d%%  %s\n", 100*done/total, p.describe(done, total))
}

// bar fits the terminal, since a line that wraps could not be removed: the bar
// shrinks, then goes, and the rate before the time left.
func (p *Progress) bar(done, total int) string {
	width := cmp.Or(p.width, usualWidth)
	percent, words := fmt.Sprintf("%3d%% ", 100*done/max(1, total)), p.describe(done, total)
	cells := min(barCells, width-len(percent)-len(words)-2)
	if cells < fewestCells {
		short := percent + words
		if len(short) >= width {
			_, left := p.rest(done, total)
			short = percent + left.Round(time.Second).String() + " left"
		}
		return short[:min(len(short), max(0, width-1))]
	}
	full := cells * done / max(1, total)
	return percent + strings.Repeat("█", full) + strings.Repeat("░", cells-full) + " " + words
}

// Tried counts a point that a search tries, and shows it with the trials played for it so
// far.
func (p *Progress) Tried(where string, trials int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.points++
	every, begin, end := triesEvery, "", "\n"
	if p.terminal {
		every, begin, end = redraw, eraseLine, ""
	}
	now := p.now()
	if p.quiet || now.Sub(p.last) < every {
		return
	}
	p.last = now
	fmt.Fprintf(p.w, "%stried %s: %s, %s%s", begin, unit.Counted(int64(p.points), "point"), where, unit.Counted(int64(trials), "trial"), end)
}

// Log shows a message above what is drawn.
func (p *Progress) Log(message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.terminal {
		message = eraseLine + message
	}
	fmt.Fprintln(p.w, message)
}

// Stop removes what is drawn, and ends the showing.
func (p *Progress) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.terminal && !p.quiet {
		fmt.Fprint(p.w, eraseLine)
	}
	p.quiet = true
}
