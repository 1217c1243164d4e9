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

// What is killed in the middle and resumed, the end of its journal torn meanwhile,
// leaves what an undisturbed run of the command leaves, byte for byte, and nothing
// else: no journal and no folder in the making.
func TestKilledResumes(t *testing.T) {
	for name, args := range map[string][]string{
		"run":      {"run", "minimal", "--trials", "12000", "--no-plots"},
		"precise":  {"run", "minimal", "--trials", "20000", "--precision", "0.2 t", "--no-plots"},
		"search":   {"search", "minimal", "--trials", "4000", "--vary", "stockpiles.national.target=0..365days", "--subject-to", "P(shortfall.total > 50 t) <= 10%"},
		"frontier": {"frontier", "minimal", "--trials", "4000", "--vary", "stockpiles.national.target=0..180days"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			whole, killed := t.TempDir(), t.TempDir()
			if out, err := magnetsimIn(t, whole, args...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			cmd := magnetsimIn(t, killed, args...)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			unfinished := filepath.Join(killed, "out.unfinished")
			for tries := 0; ; tries++ {
				if info, err := os.Stat(unfinished); err == nil && info.Size() > 100_000 {
					break
				}
				if tries > 60_000 {
					t.Fatal("nothing is kept")
				}
				time.Sleep(time.Millisecond)
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			cmd.Wait()
			info, err := os.Stat(unfinished)
			if err != nil {
				t.Fatal("killed when it was finished: not in the middle")
			}
			if err := os.Truncate(unfinished, info.Size()-100); err != nil {
				t.Fatal(err)
			}

			out, err := magnetsimIn(t, killed, args...).CombinedOutput()
			if err == nil || !strings.Contains(string(out), "use --resume to continue it") {
				t.Errorf("begun anew unasked: %v\n%s", err, out)
			}
			other := append(append([]string{}, args...), "--seed", "7", "--resume")
			out, err = magnetsimIn(t, killed, other...).CombinedOutput()
			if err == nil || !strings.Contains(string(out), "it is of another scenario") {
				t.Errorf("goes on with another scenario: %v\n%s", err, out)
			}
			out, err = magnetsimIn(t, killed, append(args, "--resume")...).CombinedOutput()
			if err != nil || !strings.Contains(string(out), "Resuming out.unfinished") {
				t.Fatalf("%v\n%s", err, out)
			}

			entries, err := os.ReadDir(killed)
			if err != nil || len(entries) != 1 {
				t.Errorf("left: %v, %v", entries, err)
			}
			want, got := contents(t, filepath.Join(whole, "out")), contents(t, filepath.Join(killed, "out"))
			if len(want) != len(got) {
				t.Errorf("%d files, want %d", len(got), len(want))
			}
			for name, text := range want {
				if name == folder.ManifestName { // which also tells of the machine
					text, got[name] = cutMachine(text), cutMachine(got[name])
				}
				if got[name] != text {
					t.Errorf("%s differs", name)
				}
			}
		})
	}
}

// magnetsimIn returns a command that writes the folder out in a folder.
func magnetsimIn(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	bin, err := exec.LookPath("magnetsim")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, append(append([]string{}, args...), "-o", "out")...)
	cmd.Dir = dir
	return cmd
}
