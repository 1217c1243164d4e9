package app

import (
	"fmt"
	"io"
	"sync"
	"time"

	"magnetsim/sim/unit"
)

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
