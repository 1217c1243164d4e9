package verbs

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
)

// Every page of help is of a command, and what pages share is used.
func TestPagesOfHelp(t *testing.T) {
	const folder = "../frame/help/"
	var parsed bool
	root := rootCommand(app.System(), &parsed)
	names := append(app.Each(root.Commands(), (*cobra.Command).Name), root.Name(), "help", "format")
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".txt"); name != "shared" && !slices.Contains(names, name) {
			t.Errorf("%s is the page of no command", e.Name())
		}
		text, err := os.ReadFile(folder + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, part := range strings.Split(all.String(), `{{define "`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		if !strings.Contains(all.String(), `{{template "`+name+`"}}`) {
			t.Errorf("no page has the paragraph %s", name)
		}
	}
}
