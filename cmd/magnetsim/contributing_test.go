package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var quoted = regexp.MustCompile("`([^`]+)`")

// Every path that the map of the house names is there.
func TestContributingNamesWhatIsThere(t *testing.T) {
	text, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, m := range quoted.FindAllStringSubmatch(string(text), -1) {
		path := m[1]
		if !strings.Contains(path, "/") || strings.ContainsAny(path, " *") {
			continue
		}
		named++
		if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(path))); err != nil {
			t.Errorf("CONTRIBUTING.md names %s: %v", path, err)
		}
	}
	if lines := strings.Count(string(text), "\n"); named < 40 || lines > 120 {
		t.Errorf("%d paths in %d lines", named, lines)
	}
}
