package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"magnetsim/cmd/magnetsim-cluster/internal/cluster"
	"magnetsim/cmd/magnetsim/program"
	"magnetsim/sim/mc"
)

// inMemory returns a program that writes to buffers and works in a folder of its own.
func inMemory(t *testing.T) (a *program.App, out, messages *bytes.Buffer) {
	t.Helper()
	out, messages = &bytes.Buffer{}, &bytes.Buffer{}
	dir := t.TempDir()
	return &program.App{
		Out: out, Err: messages, Env: func(string) string { return "" }, Dir: dir, Root: os.DirFS("/"),
		Now: time.Now, Exit: func(int) {}, KeepAfter: time.Hour,
	}, out, messages
}

// What is typed wrong is told with what to type instead, before anything is played.
func TestCommandLines(t *testing.T) {
	for line, want := range map[string]struct {
		code int
		text string
	}{
		"run minimal --on 127.0.0.1:7233":                           {2, "write temporal://HOST:PORT/NAMESPACE"},
		"run minimal --detach":                                      {2, "--detach, --store and --shard-trials need --on"},
		"compare minimal --shard-trials 100":                        {2, "need --on"},
		"run minimal --on temporal://127.0.0.1:1 --shard-trials -1": {2, "give a number of trials"},
		"run minimal --on temporal://127.0.0.1:1 --store ftp://x":   {1, "give a folder, or s3://BUCKET?region=REGION"},
		"run minimal --on temporal://127.0.0.1:1":                   {1, "no Temporal server answers at temporal://127.0.0.1:1/default"},
		"worker": {2, `"on" not set`},
		"worker more --on temporal://127.0.0.1:1":                     {2, "unexpected argument"},
		"attach --on temporal://127.0.0.1:1":                          {2, "missing argument: the job"},
		"report minimal --on temporal://127.0.0.1:1":                  {2, "unknown flag"},
		"run minimal --trails 64":                                     {2, "see: magnetsim-cluster run --help"},
		"plot chain":                                                  {2, "see: magnetsim-cluster plot --help"},
		"run minimal --trials 64 --no-save --no-plots -q --workers 1": {0, ""},
	} {
		a, _, messages := inMemory(t)
		a.Env = func(key string) string {
			return map[string]string{"MAGNETSIM_STORE": filepath.Join(a.Dir, "store")}[key]
		}
		code := Run(context.Background(), a, strings.Fields(line))
		if code != want.code || !strings.Contains(messages.String(), want.text) {
			t.Errorf("%s: exit code %d: %s", line, code, messages)
		}
		if code != 0 && !strings.HasPrefix(messages.String(), "magnetsim-cluster: ") || strings.Contains(messages.String(), "see: magnetsim ") {
			t.Errorf("%s: another program is named: %s", line, messages)
		}
	}
}

func TestFlagsOfPlaceAreLeftOut(t *testing.T) {
	args := strings.Fields("run a.yaml --on temporal://h:1 --store=x --detach --shard-trials 5 --trials 10 --set on=1")
	if got, want := without(args), strings.Fields("run a.yaml --trials 10 --set on=1"); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// A detached command finds the files that it was typed beside, in whatever folder it runs, and
// leaves what it would have left there.
func TestJobRunsElsewhere(t *testing.T) {
	a, out, messages := inMemory(t)
	base := "extends: base.yaml\nversion: 1\nrun: {trials: 64}\n"
	text, err := os.ReadFile("../../../../scenarios/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"base.yaml": text, "mine.yaml": []byte(base)} {
		if err := os.WriteFile(filepath.Join(a.Dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"run", "mine.yaml", "--no-plots"}
	if code := program.Run(t.Context(), a, args); code != 0 {
		t.Fatalf("exit code %d: %s", code, messages)
	}

	job := cluster.Job{Args: args, Dir: a.Dir, Files: map[string][]byte{}}
	elsewhere, _, _ := inMemory(t)
	elsewhere.Dir, elsewhere.Player, elsewhere.Root = a.Dir, &stopping{}, reading{a.Root, &job}
	program.Run(t.Context(), elsewhere, append(args, "-o", "other"))
	if len(job.Files) != 2 {
		t.Fatalf("%d files were read", len(job.Files))
	}
	var theirs, said bytes.Buffer
	dir := t.TempDir()
	if code := RunJob(t.Context(), job, dir, mc.Local{Workers: 1}, &theirs, &said); code != 0 {
		t.Fatalf("exit code %d: %s", code, &said)
	}
	if out.String() != theirs.String() {
		t.Errorf("it prints\n%s\nand not\n%s", &theirs, out)
	}
	found, err := filepath.Glob(filepath.Join(a.Dir, "results", "*", "summary.json"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%q, error %v", found, err)
	}
	want, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, strings.TrimPrefix(found[0], a.Dir)))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("another summary, error %v", err)
	}
}

// What a job left is put where it belongs, and replaces nothing but results, and these only
// when told to.
func TestKeep(t *testing.T) {
	a, _, _ := inMemory(t)
	files := map[string][]byte{"results/run-x/manifest.json": []byte("{}"), "results/run-x/plots/a.svg": []byte("<svg/>")}
	for _, c := range []struct {
		folder string
		force  bool
		want   string // error
	}{{"", false, ""}, {"", false, "already exists"}, {"", true, ""}, {"mine/out", false, ""}, {"mine", true, "is not a results folder"}} {
		err := (&attaching{App: a, folder: c.folder, force: c.force}).keep(files)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v", c, err)
		}
	}
	for _, name := range []string{"results/run-x/plots/a.svg", "mine/out/manifest.json"} {
		if _, err := os.Stat(filepath.Join(a.Dir, name)); err != nil {
			t.Error(err)
		}
	}
	left, err := filepath.Glob(filepath.Join(a.Dir, "*", ".attach-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%q are left", left)
	}
}
