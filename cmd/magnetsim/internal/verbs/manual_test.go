package verbs

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var rewrite = flag.Bool("manual", false, "run the commands of the manual as they stand, for minutes, and write what they print into it")

// manual is the page whose commands are run here.
const manual = "../../planner.md"

var (
	shownBlock = regexp.MustCompile("(?s)```console\n\\$ (.*?)\n(.*?)```\n")
	trialsFlag = regexp.MustCompile(`--trials [0-9]+`)
)

// TestManual runs the commands of the manual, one after the other in one folder,
// with few trials: each must end well and begin its output as the page shows. With
// -manual they are run as they stand and the page is written anew.
func TestManual(t *testing.T) {
	page, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	blocks := shownBlock.FindAllStringSubmatch(string(page), -1)
	if len(blocks) < 6 {
		t.Fatalf("only %d commands were found", len(blocks))
	}
	dir, text := t.TempDir(), string(page)
	for _, b := range blocks {
		command, shown := b[1], b[2]
		if !*rewrite {
			command = trialsFlag.ReplaceAllString(command, "--trials 64")
		}
		got := inShell(t, dir, command)
		if *rewrite {
			text = strings.Replace(text, b[0], "```console\n$ "+command+"\n"+got+"```\n", 1)
		} else if first(got) != first(shown) {
			t.Errorf("%s\nbegins with %q, on the page with %q", command, first(got), first(shown))
		}
	}
	if *rewrite {
		if err := os.WriteFile(manual, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func inShell(t *testing.T, dir, command string) string {
	t.Helper()
	c := exec.Command("sh", "-c", command)
	c.Dir = dir
	c.Env = append(os.Environ(), "NO_COLOR=1", "COLUMNS=100")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return strings.ReplaceAll(string(out), dir+string(filepath.Separator), "")
}

func first(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}
