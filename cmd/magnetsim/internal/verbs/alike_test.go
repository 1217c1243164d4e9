package verbs

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output/file"
)

// asked is a question to every verb that answers in JSON, after a run "run" and its shards.
var asked = map[string]string{
	"accuracy":           "minimal --trials 640 --no-save",
	"backtest":           "hindcast-2025 --trials 64 --no-save",
	"compare":            "minimal --trials 64 --no-save",
	"frontier":           "minimal --vary stockpiles.national.target=0..60days --points 3 --trials 256 --no-save",
	"help format":        "plants.*.outages",
	"list cases":         "india-2026",
	"list criteria":      "",
	"list distributions": "",
	"list levers":        "minimal",
	"list metrics":       "minimal",
	"list plots":         "",
	"list policies":      "minimal",
	"list scenarios":     "",
	"list units":         "",
	"merge":              "shards --no-save",
	"odds":               "--within 120months 80%:1month 63%:6months 37%:18months --no-save",
	"rare":               "minimal --trials 1000 --no-save",
	"run":                "minimal --trials 64 --no-save",
	"search":             "minimal --vary stockpiles.national.target=0..60days --minimise shortfall.total --trials 64 --no-save",
	"sensitivity":        "run --no-save",
	"sweep":              "minimal --vary curbs.ban.severity=40% --trials 64 --no-save",
	"trial":              "run 1",
	"validate":           "minimal",
	"worst":              "run --no-save",
}

// Whatever is printed as JSON, by any verb, is one object that says by which format.
func TestJSONSaysItsFormat(t *testing.T) {
	a, out, messages := inMemory(t)
	play(t, a, messages, "run", "minimal", "--trials", "512", "--no-plots", "-o", "run")
	play(t, a, messages, "run", "minimal", "--trials", "64", "--shard", "1/1", "-o", "shards")
	var parsed bool
	for _, path := range inJSON(rootCommand(a, &parsed)) {
		args, known := asked[path]
		if !known {
			t.Errorf("%s --json is held to nothing: ask it here", path)
			continue
		}
		out.Reset()
		one := *a // a verb may change who plays
		play(t, &one, messages, append(append(strings.Fields(path), strings.Fields(args)...), "--json")...)
		formatted(t, path, out.Bytes())
	}
}

// inJSON are the commands that answer in JSON, beneath one.
func inJSON(c *cobra.Command) (paths []string) {
	for _, sub := range c.Commands() {
		if sub.Flags().Lookup("json") != nil {
			_, path, _ := strings.Cut(sub.CommandPath(), " ")
			paths = append(paths, path)
		}
		paths = append(paths, inJSON(sub)...)
	}
	return paths
}

// What is saved as JSON, by a run and by a sweep, says by which format as well; and the
// tables of both stack: they share names and units in the same order, and numbers.
func TestSweepStacksOnRun(t *testing.T) {
	a, _, messages := inMemory(t)
	play(t, a, messages, "run", "minimal", "--trials", "64", "--no-plots", "-o", "run", "--set", "curbs.ban.severity=80%")
	play(t, a, messages, "sweep", "minimal", "--trials", "64", "--no-plots", "-o", "sweep", "--vary", "curbs.ban.severity=80%")
	for _, dir := range []string{"run", "sweep"} {
		err := filepath.WalkDir(filepath.Join(a.Dir, dir), func(path string, _ fs.DirEntry, err error) error {
			if filepath.Ext(path) != ".json" || err != nil {
				return err
			}
			text, err := os.ReadFile(path)
			formatted(t, path, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, x := range []struct {
		run, sweep string
		alone      []string // columns of the sweep that a run has not
	}{
		{"policies.csv", "outcomes.csv", []string{"scenario", "curbs_ban_severity_share", "criteria_passed", "criteria"}},
		{"summary.csv", "cells.csv", []string{"scenario", "curbs_ban_severity_share"}},
	} {
		run, sweep := rowsOf(t, filepath.Join(a.Dir, "run", x.run)), rowsOf(t, filepath.Join(a.Dir, "sweep", x.sweep))
		shared := slices.DeleteFunc(slices.Clone(sweep[0]), func(name string) bool { return slices.Contains(x.alone, name) })
		if !slices.Equal(shared, run[0]) {
			t.Errorf("%s has the columns\n%v\nand %s, but for its own,\n%v", x.run, run[0], x.sweep, shared)
			continue
		}
		known := map[string]bool{}
		for _, row := range run[1:] {
			known[strings.Join(without(run[0], row, "cell"), ",")] = true
		}
		for _, row := range sweep[1:] {
			if told := strings.Join(without(sweep[0], row, append(x.alone, "cell")...), ","); !known[told] {
				t.Errorf("%s tells what %s does not: %s", x.sweep, x.run, told)
			}
		}
	}
}

func without(header, row []string, names ...string) (kept []string) {
	for i, name := range header {
		if !slices.Contains(names, name) {
			kept = append(kept, row[i])
		}
	}
	return kept
}

func play(t *testing.T, a *app.App, messages *bytes.Buffer, args ...string) {
	t.Helper()
	messages.Reset()
	if code := Run(a, args); code != app.ExitDone {
		t.Errorf("%v: exit code %d: %s", args, code, messages)
	}
}

func formatted(t *testing.T, what string, text []byte) {
	t.Helper()
	var shape struct {
		Format int `json:"format_version"`
	}
	if err := json.Unmarshal(text, &shape); err != nil {
		t.Errorf("%s: %v: %.200s", what, err, text)
	} else if shape.Format != file.JSONVersion {
		t.Errorf("%s has format_version %d, want %d", what, shape.Format, file.JSONVersion)
	}
}

func rowsOf(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
