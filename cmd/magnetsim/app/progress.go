package app

import (
	"fmt"
	"io"
	"sync"
	"time"

	pretty "github.com/jedib0t/go-pretty/v6/progress"
)

// progress shows how far a long work is.
type progress interface {
	update(done, total int)
	log(message string)
	stop() // may be called more than once
}

// progress returns a bar on a terminal, lines elsewhere, and nothing where quiet.
func (r *run) progress(x *experiment) progress {
	switch {
	case r.quiet:
		return &silent{r.Err}
	case r.terminal(r.Err):
		return newBar(r.Err, x, r.width(r.Err))
	}
	now := r.Now()
	return &ticker{w: r.Err, now: r.Now, began: now, last: now}
}

// silent shows messages alone.
type silent struct{ w io.Writer }

func (s *silent) update(int, int)    {}
func (s *silent) stop()              {}
func (s *silent) log(message string) { fmt.Fprintln(s.w, message) }

// ticker writes a line every 10% or 30 seconds, whichever comes first, but none
// within a second of another: a quick run has none.
type ticker struct {
	mu    sync.Mutex
	w     io.Writer
	now   func() time.Time
	began time.Time
	last  time.Time
	tenth int // of the last line
}

const (
	tickLeast = time.Second
	tickMost  = 30 * time.Second
)

func (t *ticker) update(done, total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	tenth, since := 10*done/max(1, total), now.Sub(t.last)
	if done == total || since < tickLeast || tenth == t.tenth && since < tickMost {
		return
	}
	t.last, t.tenth = now, tenth
	spent := now.Sub(t.began)
	rate := float64(done) / spent.Seconds()
	left := time.Duration(float64(total-done) / rate * float64(time.Second))
	fmt.Fprintf(t.w, "%3d%%  %d of %d trials, %.0f a second, %s left\n", 100*done/total, done, total, rate, left.Round(time.Second))
}

func (t *ticker) stop() {}

func (t *ticker) log(message string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintln(t.w, message)
}

// bar is an animated line with the rate and the time left, removed at the end.
type bar struct {
	writer  pretty.Writer
	tracker *pretty.Tracker
	ended   sync.Once
	done    chan struct{}
}

func newBar(w io.Writer, x *experiment, width int) *bar {
	b := &bar{writer: pretty.NewWriter(), done: make(chan struct{})}
	b.tracker = &pretty.Tracker{
		Message: fmt.Sprintf("Playing under %s", plural(len(x.models), "policy")), Total: int64(x.loaded.Run.Trials),
		RemoveOnCompletion: true,
	}
	b.writer.SetOutputWriter(w)
	b.writer.SetUpdateFrequency(100 * time.Millisecond)
	b.writer.SetTrackerLength(max(10, min(40, width-70)))
	if width > 0 {
		b.writer.SetTerminalWidth(width)
	}
	style := b.writer.Style()
	style.Chars = pretty.StyleCharsBlocks
	style.Options.PercentFormat = "%3.0f%%"
	style.Options.SpeedSuffix = " trials/s"
	style.Options.SpeedPrecision = time.Second
	style.Options.ETAString = "left"
	style.Options.TimeInProgressPrecision = time.Second
	style.Visibility = pretty.StyleVisibility{ETA: true, Percentage: true, Speed: true, Tracker: true, Value: true, Time: true}
	b.writer.AppendTracker(b.tracker)
	go func() {
		defer close(b.done)
		b.writer.Render()
	}()
	return b
}

func (b *bar) update(done, _ int) { b.tracker.SetValue(int64(done)) }

func (b *bar) log(message string) { b.writer.Log("%s", message) }

func (b *bar) stop() {
	b.ended.Do(func() {
		b.tracker.MarkAsDone()
		b.writer.Stop()
		<-b.done
	})
}
