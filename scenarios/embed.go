package scenarios

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.yaml *.csv
var shipped embed.FS

// Shipped holds the scenarios that come with the program.
var Shipped fs.FS = shipped

// ShippedNames returns the names of the shipped scenarios, without ".yaml".
func ShippedNames() []string {
	files, err := fs.Glob(Shipped, "*.yaml")
	if err != nil {
		return nil // the pattern is well formed
	}
	return eachOf(files, func(f string) string { return strings.TrimSuffix(f, ".yaml") })
}

// ShippedTitle returns the title of a shipped scenario, without loading it.
func ShippedTitle(name string) string {
	data, err := fs.ReadFile(Shipped, name+".yaml")
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(string(data), "\ntitle: ")
	title, _, _ := strings.Cut(rest, "\n")
	return title
}
