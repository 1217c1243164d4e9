package figure

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPictures writes the figures of every demo for people to look at, into the
// folder that FIGURES names: FIGURES=/tmp/figures go test -run Pictures. The
// words in FIGURES_OF, if any, must all stand in a file's name.
func TestPictures(t *testing.T) {
	folder := os.Getenv("FIGURES")
	if folder == "" {
		t.Skip("set FIGURES to a folder to look at the figures")
	}
	wanted := strings.Fields(os.Getenv("FIGURES_OF"))
	for _, d := range demos() {
		for _, name := range Names(d.report) {
			for _, size := range Sizes() {
				for _, theme := range Themes() {
					for _, format := range Formats() {
						file := strings.Join([]string{d.name, name, size, theme}, "_") + "." + format
						if !matches(file, wanted) {
							continue
						}
						writePicture(t, filepath.Join(folder, file), d, name, format, Style{Size: size, Theme: theme})
					}
				}
			}
		}
	}
}

func matches(file string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(file, w) {
			return false
		}
	}
	return true
}

func writePicture(t *testing.T, path string, d demo, name, format string, style Style) {
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := Render(f, d.report, name, format, style); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
