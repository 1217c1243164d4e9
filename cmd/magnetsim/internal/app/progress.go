package app

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"magnetsim/sim/unit"
)

// Progress shows how far a long work is. Its methods may be called by several
// goroutines, stop more than once.
type Progress interface {
	Update(done, total int)
	Log(message string)
	Stop()
}

// Progress returns a bar on a terminal, lines elsewhere, and nothing where quiet.
func (a *App) Progress() Progress {
	switch {
	case a.Quiet:
		return &silent{a.Err}
	case a.Terminal(a.Err):
		return &bar{w: a.Err, width: a.Width(a.Err), pace: newPace(a.Now)}
	}
	return &ticker{w: a.Err, pace: newPace(a.Now)}
}

// silent shows messages alone.
type silent struct{ w io.Writer }

func (s *silent) Update(int, int)    {}
func (s *silent) Stop()              {}
func (s *silent) Log(message string) { fmt.Fprintln(s.w, message) }

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

// ticker writes a line every 10% or 30 seconds, whichever comes first, but none
// within a second of another or of the end: a quick run has none.
type ticker struct {
	mu sync.Mutex
	w  io.Writer
	pace
	tenth int // of the last line
}

const (
	tickLeast = time.Second
	tickMost  = 30 * time.Second
)

func (t *ticker) Update(done, total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	tenth, since := 10*done/max(1, total), now.Sub(t.last)
	if done == 0 || since < tickLeast || tenth == t.tenth && since < tickMost {
		return
	}
	if _, left := t.rest(done, total); left < tickLeast {
		return
	}
	t.last, t.tenth = now, tenth
	fmt.Fprintf(t.w, "%3d%%  %s\n", 100*done/total, t.describe(done, total))
}

func (t *ticker) Stop() {}

func (t *ticker) Log(message string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintln(t.w, message)
}

// bar is one line that is drawn again and again and removed at the end. (The bar
// of go-pretty 6.8 cannot be removed: it then scrolls, a line for each drawing.)
type bar struct {
	mu    sync.Mutex
	w     io.Writer
	width int // of the terminal; 0 for unknown
	pace
	ended bool
}

const (
	redraw      = 100 * time.Millisecond
	barCells    = 24
	fewestCells = 5
	eraseLine   = "\r\x1b[K"
	usualWidth  = 80
)

func (b *bar) Update(done, total int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	if b.ended || done == 0 || now.Sub(b.last) < redraw {
		return
	}
	b.last = now
	fmt.Fprint(b.w, eraseLine+b.line(done, total))
}

// line fits the terminal, since one that wraps could not be removed: the bar
// shrinks, then goes, and the rate before the time left.
func (b *bar) line(done, total int) string {
	width := b.width
	if width == 0 {
		width = usualWidth
	}
	percent, words := fmt.Sprintf("%3d%% ", 100*done/max(1, total)), b.describe(done, total)
	cells := min(barCells, width-len(percent)-len(words)-2)
	if cells < fewestCells {
		short := percent + words
		if len(short) >= width {
			_, left := b.rest(done, total)
			short = percent + left.Round(time.Second).String() + " left"
		}
		return short[:min(len(short), max(0, width-1))]
	}
	full := cells * done / max(1, total)
	return percent + strings.Repeat("█", full) + strings.Repeat("░", cells-full) + " " + words
}

func (b *bar) Log(message string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	fmt.Fprint(b.w, eraseLine+message+"\n")
}

func (b *bar) Stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.ended {
		fmt.Fprint(b.w, eraseLine)
	}
	b.ended = true
}

// Tries shows which points are being tried: on a terminal in a line that is
// drawn again and again, elsewhere in a line every few seconds.
type Tries struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	quiet    bool
	pace
	every  time.Duration
	points int
	trials int
}

const triesEvery = 5 * time.Second

// Tries shows points as they are tried.
func (a *App) Tries() *Tries {
	t := &Tries{w: a.Err, terminal: a.Terminal(a.Err), quiet: a.Quiet, pace: newPace(a.Now), every: triesEvery}
	if t.terminal {
		t.every = redraw
	}
	return t
}

// Tried counts a point and the trials played for it so far.
func (t *Tries) Tried(where string, trials int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.points++
	t.trials = max(t.trials, trials)
	now := t.now()
	if t.quiet || now.Sub(t.last) < t.every {
		return
	}
	t.last = now
	line := fmt.Sprintf("tried %s: %s, %s", unit.Counted(int64(t.points), "point"), where, unit.Counted(int64(trials), "trial"))
	if t.terminal {
		fmt.Fprint(t.w, eraseLine+line)
		return
	}
	fmt.Fprintln(t.w, line)
}

// Update implements progress; a search shows points.
func (t *Tries) Update(int, int) {}

func (t *Tries) Log(message string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.terminal {
		fmt.Fprint(t.w, eraseLine)
	}
	fmt.Fprintln(t.w, message)
}

func (t *Tries) Stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.terminal && !t.quiet {
		fmt.Fprint(t.w, eraseLine)
	}
	t.quiet = true
}
