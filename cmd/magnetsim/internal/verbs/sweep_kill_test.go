package verbs

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"magnetsim/cmd/magnetsim/internal/folder"
)

// sweep200 is a sweep of 200 small cells.
var sweep200 = []string{
	"sweep", "minimal", "--trials", "32", "--quiet",
	"--vary", "curbs.ban.severity=5..100% step 5%", "--vary", "sectors.cars.cover=1..10 weeks step 1 weeks",
}

// sweepIn returns the command that sweeps in a folder.
func sweepIn(t *testing.T, dir string, more ...string) *exec.Cmd {
	t.Helper()
	bin, err := exec.LookPath("magnetsim")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, append(append([]string{}, sweep200...), more...)...)
	cmd.Dir = dir
	return cmd
}

func finishedCells(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "out", "cells", "*.cbor"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// A sweep that is killed in the middle of 200 cells and resumed, with one of its
// cells torn meanwhile, leaves what an undisturbed one leaves, byte for byte.
func TestKilledSweepResumes(t *testing.T) {
	whole, killed := t.TempDir(), t.TempDir()
	if out, err := sweepIn(t, whole, "-o", "out").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	cmd := sweepIn(t, killed, "-o", "out")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for tries := 0; len(finishedCells(t, killed)) < 20; tries++ {
		if tries > 60_000 {
			t.Fatal("no cells are finished")
		}
		time.Sleep(time.Millisecond) // it has 180 more cells to play
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	left := finishedCells(t, killed)
	if len(left) < 20 || len(left) >= 200 {
		t.Fatalf("killed with %d cells finished: not in the middle", len(left))
	}
	if _, err := os.Stat(filepath.Join(killed, "out", folder.ManifestName)); err == nil {
		t.Fatal("a killed sweep has a manifest")
	}
	if err := os.Truncate(left[3], 100); err != nil {
		t.Fatal(err)
	}
	kept, err := os.Stat(left[4])
	if err != nil {
		t.Fatal(err)
	}
	if out, err := sweepIn(t, killed, "-o", "out", "--resume").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	if now, err := os.Stat(left[4]); err != nil || !now.ModTime().Equal(kept.ModTime()) {
		t.Error("a finished cell was played again")
	}
	want, got := contents(t, filepath.Join(whole, "out")), contents(t, filepath.Join(killed, "out"))
	if len(want) != 200+13+2*4 { // cells, tables, what was found, a page, and the heat maps of two policies
		t.Errorf("%d files", len(want))
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is left over", name)
		}
	}
	for name, text := range want {
		if name == folder.ManifestName { // which also tells of the machine
			text, got[name] = cutMachine(text), cutMachine(got[name])
		}
		if got[name] != text {
			t.Errorf("%s differs", name)
		}
	}
}

// contents are all files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir+string(filepath.Separator))] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func cutMachine(manifest string) string {
	run, _, _ := strings.Cut(manifest, `"machine"`)
	return run
}
