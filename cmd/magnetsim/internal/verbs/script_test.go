package verbs

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"magnetsim": func() {
			a := app.System()
			a.KeepAfter = 0 // what is short here stands for what is long
			os.Exit(Run(a, os.Args[1:]))
		},
	})
}

// TestScripts runs testdata/script: what a user types and sees. Beside the usual
// commands there are
//
//	exits CODE PROGRAM ARGS…   run, and check the exit code
//	same FOLDER FOLDER         the same files, byte by byte, and manifests that agree on the run
//	interrupt N ARGS…          run magnetsim, send N interrupts once it plays, check for exit code 130;
//	                           N may be hangup, as of a terminal that is closed
//	empty FOLDER               nothing is in it, or there is no such folder
//	screenful                  what was last printed fits a terminal of 24 lines of 80 columns
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "same": same, "interrupt": interrupt, "empty": empty, "screenful": screenful,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: same FOLDER FOLDER")
	}
	a, b := filesOf(ts, args[0]), filesOf(ts, args[1])
	if !slices.Equal(a, b) {
		ts.Fatalf("other files:\n%v\n%v", a, b)
	}
	if len(a) < 9 {
		ts.Fatalf("only %v", a)
	}
	for _, name := range a {
		x, y := ts.ReadFile(filepath.Join(args[0], name)), ts.ReadFile(filepath.Join(args[1], name))
		if name == folder.ManifestName {
			x, y = runPart(ts, x), runPart(ts, y)
		}
		if x != y {
			ts.Fatalf("%s differs", name)
		}
	}
}

func filesOf(ts *testscript.TestScript, dir string) []string {
	var files []string
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, strings.TrimPrefix(path, root+string(filepath.Separator)))
		}
		return err
	}))
	return files
}

// runPart is the part of a manifest that a repetition reproduces.
func runPart(ts *testscript.TestScript, manifest string) string {
	var m struct{ Run json.RawMessage }
	ts.Check(json.Unmarshal([]byte(manifest), &m))
	return string(m.Run)
}

func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: interrupt N ARGS…")
	}
	times, by := 1, syscall.SIGHUP
	switch {
	case args[0] != "hangup":
		n, err := strconv.Atoi(args[0])
		ts.Check(err)
		times, by = n, syscall.SIGINT
	case signal.Ignored(syscall.SIGHUP): // as under nohup, which the program respects
		by = syscall.SIGTERM
	}
	bin, err := exec.LookPath("magnetsim")
	ts.Check(err)
	cmd := exec.Command(bin, args[1:]...)
	cmd.Dir, cmd.Env = ts.MkAbs("."), []string{"HOME=" + ts.Getenv("HOME")}
	out, err := os.Create(ts.MkAbs("stdout.txt"))
	ts.Check(err)
	messages, err := os.Create(ts.MkAbs("stderr.txt"))
	ts.Check(err)
	cmd.Stdout, cmd.Stderr = out, messages
	ts.Check(cmd.Start())
	ts.Defer(func() { cmd.Process.Kill() }) // of a script that failed: it would play for hours
	waitFor(ts, "the first trials", func() bool {
		folders, err1 := filepath.Glob(ts.MkAbs("results/.*/trials.parquet"))
		shards, err2 := filepath.Glob(ts.MkAbs("results/*-shards/.*"))
		ts.Check(errors.Join(err1, err2))
		return len(folders)+len(shards) > 0
	})
	time.Sleep(100 * time.Millisecond) // some blocks
	for range times {                  // each once the last was understood: signals that wait are sent once
		ts.Check(cmd.Process.Signal(by))
		waitFor(ts, "a message", func() bool { return strings.Contains(ts.ReadFile("stderr.txt"), "Interrupted: ") })
	}
	cmd.Wait()
	ts.Check(errors.Join(out.Close(), messages.Close()))
	ts.Logf("%s%s", ts.ReadFile("stdout.txt"), ts.ReadFile("stderr.txt"))
	if code := cmd.ProcessState.ExitCode(); code != app.ExitInterrupted {
		ts.Fatalf("exit code %d, want %d", code, app.ExitInterrupted)
	}
}

// waitFor waits until something is there, a minute at most: machines are busy.
func waitFor(ts *testscript.TestScript, what string, there func() bool) {
	for range 6000 {
		if there() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("waited in vain for %s", what)
}

func empty(ts *testscript.TestScript, neg bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ts.Fatalf("%v", err)
	}
	if (len(entries) == 0) == neg {
		ts.Fatalf("%s holds %v", args[0], entries)
	}
}

func screenful(ts *testscript.TestScript, neg bool, _ []string) {
	lines := strings.Split(strings.TrimSuffix(ts.ReadFile("stdout"), "\n"), "\n")
	wide := slices.ContainsFunc(lines, func(line string) bool { return utf8.RuneCountInString(line) > 80 })
	if fits := len(lines) <= 24 && !wide; fits == neg {
		ts.Fatalf("%d lines; wider than 80 columns: %v", len(lines), wide)
	}
}
