package verbs

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
)

// inMemory returns an app that writes to buffers and works in a folder of its
// own.
func inMemory(t *testing.T) (a *app.App, out, messages *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	out, messages = &bytes.Buffer{}, &bytes.Buffer{}
	return &app.App{
		Out: out, Err: messages, Env: func(string) string { return "" }, Dir: dir,
		Root: os.DirFS("/"), Now: time.Now, Exit: func(int) {},
	}, out, messages
}

// writerFunc is a writer that does what it is told.
type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestPanicsBecomeMessages(t *testing.T) {
	a, _, messages := inMemory(t)
	a.Out = writerFunc(func([]byte) (int, error) { panic("out of paper") })
	if code := Run(a, []string{"version"}); code != app.ExitFailed {
		t.Errorf("exit code %d", code)
	}
	if got := messages.String(); !strings.Contains(got, "internal error: out of paper") || strings.Contains(got, "goroutine") {
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
	if code := Run(a, []string{"run", "minimal", "--trials", "32", "--no-plots", "-o", "kept"}); code != app.ExitDone {
		t.Errorf("exit code %d: %s", code, messages)
	}
	if _, err := os.Stat(filepath.Join(a.Dir, "kept", folder.ManifestName)); err != nil {
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
		if code := Run(a, args); code != app.ExitFailed || !strings.Contains(messages.String(), "no space left") {
			t.Errorf("%v: exit code %d: %s", args, code, messages)
		}
	}
}

// Every place in the table of assumptions is one of the resolved file that is
// saved beside it.
func TestAssumptionsSayWhere(t *testing.T) {
	a, _, messages := inMemory(t)
	if code := Run(a, []string{"run", "india-2026", "--trials", "32", "--no-plots", "-o", "out"}); code != app.ExitDone {
		t.Fatal(messages)
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(a.Dir, "out", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	lines := strings.Split(read(experiment.ResolvedName), "\n")
	rows, err := csv.NewReader(strings.NewReader(read("assumptions.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 100 {
		t.Errorf("only %d assumptions", len(rows))
	}
	for _, row := range rows[1:] {
		path, origin := row[0], row[len(row)-1]
		line, col := 0, 0
		if _, err := fmt.Sscanf(strings.TrimPrefix(origin, experiment.ResolvedName), ":%d:%d", &line, &col); err != nil || line < 1 || line > len(lines) {
			t.Errorf("%s: origin %q", path, origin)
			continue
		}
		key := path[strings.LastIndexByte(path, '.')+1:]
		if text := lines[line-1]; !strings.Contains(text, key) && !strings.Contains(text, "value:") {
			t.Errorf("%s is said to stand at %s: %q", path, origin, text)
		}
	}
}
