package app

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// inMemory returns an app that writes to buffers and works in a folder of its
// own.
func inMemory(t *testing.T) (a *App, out, messages *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	out, messages = &bytes.Buffer{}, &bytes.Buffer{}
	return &App{
		Out: out, Err: messages, Env: func(string) string { return "" }, Dir: dir,
		Root: os.DirFS(rootOf(dir)), Now: time.Now, Exit: func(int) {},
	}, out, messages
}

// writerFunc is a writer that does what it is told.
type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestPanicsBecomeMessages(t *testing.T) {
	a, _, messages := inMemory(t)
	a.Out = writerFunc(func([]byte) (int, error) { panic("out of paper") })
	if code := Run(a, []string{"version"}); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if got := messages.String(); !strings.Contains(got, "a fault of the program: out of paper") || strings.Contains(got, "goroutine") {
		t.Error(got)
	}
	messages.Reset()
	a.Env = func(key string) string { return map[string]string{"MAGNETSIM_DEBUG": "1"}[key] }
	Run(a, []string{"version"})
	if got := messages.String(); !strings.Contains(got, "goroutine") {
		t.Error(got)
	}
}

// A reader that stops reading, as head does, does not cost the results.
func TestReaderThatGoesAway(t *testing.T) {
	a, _, messages := inMemory(t)
	a.Out = writerFunc(func([]byte) (int, error) {
		return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
	})
	if code := Run(a, []string{"run", "minimal", "--trials", "32", "--no-plots", "-o", "kept"}); code != exitDone {
		t.Errorf("exit code %d: %s", code, messages)
	}
	if _, err := os.Stat(filepath.Join(a.Dir, "kept", manifestName)); err != nil {
		t.Error(err)
	}
}

// A disk that is full, on the way of the output, is a failure.
func TestOutputThatFails(t *testing.T) {
	a, _, messages := inMemory(t)
	a.Out = writerFunc(func([]byte) (int, error) { return 0, errors.New("no space left") })
	for _, args := range [][]string{
		{"run", "minimal", "--trials", "32", "--no-save"}, {"run", "minimal", "--trials", "32", "--no-save", "--json"}, {"list", "units"},
		{"show", "minimal"}, {"show", "minimal", "--origin"}, {"show", "minimal", "--diff", "two-months"}, {"validate", "minimal"},
		{"validate", "minimal", "--json"}, {"validate", "minimal", "--explain"}, {"schema"}, {"version"}, {"run", "minimal", "--dry-run", "--trials", "32"},
	} {
		messages.Reset()
		if code := Run(a, args); code != exitFailed || !strings.Contains(messages.String(), "no space left") {
			t.Errorf("%v: exit code %d: %s", args, code, messages)
		}
	}
}

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
		tick := &ticker{w: out, pace: newPace(at.now)}
		const total = 10_000
		for done := range total {
			at.pass(c.whole / total)
			tick.update(done+1, total)
		}
		if got := strings.Count(out.String(), "\n"); got != c.lines {
			t.Errorf("%s: %d lines, want %d:\n%s", c.whole, got, c.lines, out)
		}
	}
}

func TestTickerSaysRateAndTimeLeft(t *testing.T) {
	at, out := &clock{time.Unix(0, 0)}, &bytes.Buffer{}
	tick := &ticker{w: out, pace: newPace(at.now)}
	at.pass(10 * time.Second)
	tick.update(1000, 4000)
	if want := " 25%  1,000 of 4,000 trials, 100 a second, 30s left\n"; out.String() != want {
		t.Errorf("got %q", out)
	}
}

// The bar never reaches the last column, is drawn at most ten times a second,
// and leaves nothing behind.
func TestBar(t *testing.T) {
	at, out := &clock{time.Unix(0, 0)}, &bytes.Buffer{}
	b := &bar{w: out, width: 40, pace: newPace(at.now)}
	for done := range 1000 {
		at.pass(10 * time.Millisecond)
		b.update(done+1, 1000)
	}
	b.log("a message")
	b.stop()
	b.stop()
	b.update(1000, 1000)
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
	b := &bar{pace: newPace(at.now)}
	at.pass(10 * time.Second)
	for width, want := range map[int]string{
		80: " 25% ██████░░░░░░░░░░░░░░░░░░ 1,000 of 4,000 trials, 100 a second, 30s left",
		60: " 25% ██░░░░░░ 1,000 of 4,000 trials, 100 a second, 30s left",
		55: " 25% 1,000 of 4,000 trials, 100 a second, 30s left",
		40: " 25% 30s left",
		6:  " 25% ",
	} {
		b.width = width
		if got := b.line(1000, 4000); got != want {
			t.Errorf("%d columns: %q, want %q", width, got, want)
		}
	}
}

// How long regimes last: hand values of exp(−2·t) = 0.05 and (1−0.1)^n = 0.05.
func TestLasts(t *testing.T) {
	exits := func(weights ...float64) []chain.Exit {
		var all []chain.Exit
		for _, w := range weights {
			all = append(all, chain.Exit{Weight: chain.Certain("", w)})
		}
		return all
	}
	for _, c := range []struct {
		name      string
		state     chain.State
		everyStep bool
		want      float64
	}{
		{"rates", chain.State{To: exits(1.5, 0.5)}, false, 1.4978661367769954},
		{"probabilities", chain.State{To: exits(0.1)}, true, 28.433158805743247 / 12},
		{"its own", chain.State{Lasts: chain.Certain("", 0.75), To: exits(1)}, false, 0.75},
		{"no way out", chain.State{}, false, math.Inf(1)},
		{"surely left", chain.State{To: exits(1)}, true, 0},
	} {
		got := lasts(c.state, c.everyStep, 1.0/12)
		if got != c.want && !(math.Abs(got-c.want) < 1e-12*c.want) { // a few roundings
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if restricts(chain.State{Severity: chain.Certain("", 0)}) || !restricts(chain.State{Severity: chain.Number{Dist: mustUniform(t)}}) {
		t.Error("a regime restricts where its severity can be above 0")
	}
}

func mustUniform(t *testing.T) dist.Dist {
	t.Helper()
	d, err := dist.Uniform(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What a folder holds where it is not committed is gone, and what stood at its
// place is as it was.
func TestFolderDiscarded(t *testing.T) {
	a, _, _ := inMemory(t)
	old := filepath.Join(a.Dir, "out")
	if err := os.Mkdir(old, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(old, manifestName), []byte(`{"old": 1}`), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := a.openFolder(old, true)
	if err != nil {
		t.Fatal(err)
	}
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }
	if err := f.write("a/b.txt", hello); err != nil {
		t.Fatal(err)
	}
	f.discard()
	f.discard()
	entries, _ := os.ReadDir(a.Dir)
	kept, _ := os.ReadFile(filepath.Join(old, manifestName))
	if len(entries) != 1 || string(kept) != `{"old": 1}` {
		t.Errorf("left: %v, %q", entries, kept)
	}
	f, err = a.openFolder(old, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.write(manifestName, hello); err != nil {
		t.Fatal(err)
	}
	if err := f.commit(); err != nil {
		t.Fatal(err)
	}
	f.discard()
	entries, _ = os.ReadDir(a.Dir)
	kept, _ = os.ReadFile(filepath.Join(old, manifestName))
	if len(entries) != 1 || string(kept) != "new" {
		t.Errorf("after the commit: %v, %q", entries, kept)
	}
	// SHA-256 of "new" (coreutils' sha256sum).
	if got := f.list(); len(got) != 1 || got[0].Bytes != 3 || got[0].SHA256 != "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437" {
		t.Errorf("%+v", got)
	}
}

// Of two runs that write the same folder at once neither loses its results.
func TestFoldersAtOnce(t *testing.T) {
	a, _, _ := inMemory(t)
	place := filepath.Join(a.Dir, "out")
	first, err := a.openFolder(place, false)
	if err != nil {
		t.Fatal(err)
	}
	second := &folder{final: place, temp: first.temp + "-other"} // as of another process
	if err := os.Mkdir(second.temp, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first.commit(), second.commit()); err != nil {
		t.Fatal(err)
	}
	if first.final != place || second.final != place+"-2" {
		t.Errorf("%s and %s", first.final, second.final)
	}
}

// Every place in the table of assumptions is one of the resolved file that is
// saved beside it.
func TestAssumptionsSayWhere(t *testing.T) {
	a, _, messages := inMemory(t)
	if code := Run(a, []string{"run", "india-2026", "--trials", "32", "--no-plots", "-o", "out"}); code != exitDone {
		t.Fatal(messages)
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(a.Dir, "out", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	lines := strings.Split(read(resolvedName), "\n")
	rows, err := csv.NewReader(strings.NewReader(read("assumptions.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 100 {
		t.Errorf("only %d assumptions", len(rows))
	}
	for _, row := range rows[1:] {
		path, origin := row[0], row[5]
		line, col := 0, 0
		if _, err := fmt.Sscanf(strings.TrimPrefix(origin, resolvedName), ":%d:%d", &line, &col); err != nil || line < 1 || line > len(lines) {
			t.Errorf("%s: origin %q", path, origin)
			continue
		}
		key := path[strings.LastIndexByte(path, '.')+1:]
		if text := lines[line-1]; !strings.Contains(text, key) && !strings.Contains(text, "value:") {
			t.Errorf("%s is said to stand at %s: %q", path, origin, text)
		}
	}
}
