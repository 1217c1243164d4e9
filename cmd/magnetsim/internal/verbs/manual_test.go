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

// manual are the pages whose commands are run here, with the fewest that each has.
var manual = map[string]int{"planner.md": 6, "economist.md": 5, "author.md": 5, "own-country.md": 6}

var (
	// shown is a command with what it printed, or a file that begins with its name.
	shown      = regexp.MustCompile("(?s)```console\n\\$ (.*?)\n(.*?)```\n|```(?:yaml|python|r)\n# ([a-z-]+\\.[A-Za-z]+)\n.*?```\n")
	fence      = regexp.MustCompile("(?m)^```.*\n")
	trialsFlag = regexp.MustCompile(`--trials [0-9]+`)
)

// TestManual runs the commands of each page of the manual, one after the other in one
// folder, with the files that the page shows and with few trials: each must end well and
// begin its output as the page shows. With -manual they are run as they stand and the page
// is written anew.
func TestManual(t *testing.T) {
	for name, fewest := range manual {
		t.Run(name, func(t *testing.T) {
			if !*rewrite {
				t.Parallel()
			}
			playPage(t, "../../"+name, fewest)
		})
	}
}

// playPage does what a page says.
func playPage(t *testing.T, file string, fewest int) {
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir, text, commands := t.TempDir(), string(page), 0
	for _, b := range shown.FindAllStringSubmatch(string(page), -1) {
		block, command, printed, name := b[0], b[1], b[2], b[3]
		if name != "" {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(fence.ReplaceAllString(block, "")), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		commands++
		if absent := lacks(command); absent != "" {
			t.Logf("%s is not run: there is no %s here", command, absent)
			continue
		}
		if *rewrite {
			text = strings.Replace(text, block, "```console\n$ "+command+"\n"+inShell(t, dir, command)+"```\n", 1)
			continue
		}
		command = trialsFlag.ReplaceAllString(command, "--trials 64")
		if got := inShell(t, dir, command); first(got) != first(printed) {
			t.Errorf("%s\nbegins with %q, on the page with %q", command, first(got), first(printed))
		}
	}
	if commands < fewest {
		t.Errorf("only %d commands were found", commands)
	}
	if *rewrite {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// lacks returns what a command needs beside magnetsim and is not here; "" where nothing is.
func lacks(command string) string {
	switch program, _, _ := strings.Cut(command, " "); program {
	case "python3":
		if exec.Command("python3", "-c", "import pandas").Run() != nil {
			return "Python with pandas"
		}
	case "Rscript":
		if _, err := exec.LookPath(program); err != nil {
			return "R"
		}
	}
	return ""
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
