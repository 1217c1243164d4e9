package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/markdown"
	"magnetsim/output/screen"
	"magnetsim/scenarios"
)

// formatHelp tells of the keys of scenario files.
type formatHelp struct {
	*app.App
	json, markdown bool
}

func formatCommand(a *app.App) *cobra.Command {
	h := &formatHelp{App: a}
	c := frame.Command("format", frame.Takes{Args: frame.Count(0, 1, "one key, or none for all of them"), Words: formatWords}, h.run)
	c.Flags().BoolVar(&h.json, "json", false, "print JSON instead of the screen")
	c.Flags().BoolVar(&h.markdown, "markdown", false, "print the whole manual of the format as Markdown")
	frame.Apart(c, "json", "markdown")
	frame.Also(c, func(args []string) error {
		if h.markdown && len(args) > 0 {
			return errors.New("--markdown prints the whole format: leave out the key")
		}
		return nil
	})
	return c
}

// formatWords completes to the keys of the format.
func formatWords(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return app.Each(scenarios.Keys(), func(k scenarios.Key) string { return k.Path + "\t" + k.Doc }), cobra.ShellCompDirectiveNoFileComp
}

func (h *formatHelp) run(_ context.Context, args []string) error {
	if h.markdown {
		page, err := formatPage()
		if err == nil {
			_, err = io.WriteString(h.Out, page)
		}
		return err
	}
	keys := scenarios.Keys()
	if len(args) == 0 && !h.json {
		return h.overview(sectionsOf(keys))
	}
	if len(args) == 1 {
		about := keysAbout(keys, args[0])
		if len(about) == 0 {
			return noKey(keys, args[0])
		}
		keys = about
	}
	if h.json || !h.Terminal(h.Out) {
		return printList(h.App, h.json, "", keyTable(keys))
	}
	return screen.Table(h.Out, keyWords(keys), frame.Screen(h.App))
}

// overview tells how values are written and which sections there are.
func (h *formatHelp) overview(sections []scenarios.Key) error {
	if _, err := fmt.Fprintf(h.Out, "%s\n\n", frame.Paragraph("values")); err != nil {
		return err
	}
	for i := range sections {
		sections[i].Range, sections[i].Example = "", "" // they stand where the key is asked for
	}
	if err := screen.Table(h.Out, keyWords(sections), frame.Screen(h.App)); err != nil {
		return err
	}
	_, err := io.WriteString(h.Out, "\nmagnetsim help format KEY describes a key and those below it; magnetsim list\ndistributions, units and criteria show what a value can be.\n")
	return err
}

// sectionsOf are the keys at the top of a file.
func sectionsOf(keys []scenarios.Key) []scenarios.Key {
	return slices.DeleteFunc(slices.Clone(keys), func(k scenarios.Key) bool { return strings.Contains(k.Path, ".") })
}

// keyTable is a table of keys.
func keyTable(keys []scenarios.Key) output.Table {
	header := []string{"key", "meaning", "unit", "default", "range", "example"}
	return output.Words("format", "The keys of a scenario file", header, app.Each(keys, func(k scenarios.Key) []string {
		return []string{k.Path, k.Doc, k.Unit, k.Default, k.Range, k.Example}
	}))
}

// keyWords is a table of keys that is no wider than a terminal: all that is told of a key
// is one text.
func keyWords(keys []scenarios.Key) output.Table {
	return output.Words("format", "The keys of a scenario file", []string{"key", "meaning"}, app.Each(keys, func(k scenarios.Key) []string {
		text := k.Doc + " (default: " + k.Default + ")"
		if k.Default == scenarios.Required {
			text = k.Doc + " (" + k.Default + ")"
		}
		if k.Range != "" {
			text += "; " + k.Range
		}
		if k.Example != "" {
			text += "; such as " + k.Example
		}
		return []string{k.Path, text}
	}))
}

// keysAbout are the keys that a word means: the key of that path and those beneath it, or
// all whose last word it is.
func keysAbout(keys []scenarios.Key, word string) []scenarios.Key {
	path := strings.TrimSuffix(scenarios.Generic(word), ".*")
	if at := slices.IndexFunc(keys, func(k scenarios.Key) bool { return k.Path == path }); at >= 0 {
		return append([]scenarios.Key{keys[at]}, beneath(keys, path)...)
	}
	return slices.DeleteFunc(slices.Clone(keys), func(k scenarios.Key) bool { return !strings.HasSuffix(k.Path, "."+word) })
}

// beneath are the keys beneath a path. Of a mapping whose keys stand elsewhere too it says
// where, and leaves them out.
func beneath(keys []scenarios.Key, path string) []scenarios.Key {
	var all []scenarios.Key
	elsewhere := "\x00"
	for _, k := range keys {
		if !strings.HasPrefix(k.Path, path+".") || strings.HasPrefix(k.Path, elsewhere) {
			continue
		}
		if k.As != "" {
			elsewhere = k.Path + "."
			k.Doc += "; its keys are those of " + k.As
		}
		all = append(all, k)
	}
	return all
}

// noKey says that there is no key that a word could mean, and where else to look.
func noKey(keys []scenarios.Key, word string) error {
	if slices.ContainsFunc(scenarios.Families(), func(f scenarios.Family) bool { return f.Key == word }) {
		return fmt.Errorf("%s is a distribution, not a key\n  magnetsim list distributions shows how to write it", word)
	}
	var known []string
	for _, k := range keys {
		known = append(known, k.Path, k.Path[strings.LastIndex(k.Path, ".")+1:])
	}
	stem := func(key string) bool { return len(key) > 3 && strings.HasPrefix(word, key) }
	if at := slices.IndexFunc(known, stem); at >= 0 { // hoarding for hoard
		return fmt.Errorf("the format has no key %q\n  did you mean %s?", word, known[at])
	}
	return fmt.Errorf("the format has no key %q%s", word, frame.MeantOr(word, known, "magnetsim help format lists the sections"))
}

// formatIntro begins the page of the format.
const formatIntro = `# The scenario format

` + "`magnetsim help format --markdown`" + ` prints this page from the tables that the program reads files with. [minimal.yaml](minimal.yaml)
and [india-2026.yaml](india-2026.yaml) show the format in use; editors check files by [schema.json](schema.json).

`

// formatPage is the manual of the format as Markdown, which scenarios/FORMAT.md holds.
func formatPage() (string, error) {
	var page strings.Builder
	page.WriteString(formatIntro + frame.Paragraph("values") + "\n\n")
	keys := scenarios.Keys()
	sections := sectionsOf(keys)
	if err := addTable(&page, "The file", "The keys at the top of a file.", keyTable(sections)); err != nil {
		return "", err
	}
	for _, s := range sections {
		under := beneath(keys, s.Path)
		if len(under) == 0 {
			continue
		}
		for i := range under {
			under[i].Path = strings.TrimPrefix(under[i].Path, s.Path+".")
		}
		if err := addTable(&page, s.Path, strings.ToUpper(s.Doc[:1])+s.Doc[1:]+".", keyTable(under)); err != nil {
			return "", err
		}
	}
	topics := (lists{}).topics()
	for _, name := range []string{"distributions", "criteria", "units"} {
		t := topics[slices.IndexFunc(topics, func(t topic) bool { return t.name == name })]
		rows, err := t.rows(nil)
		if err != nil {
			return "", err
		}
		if err := addTable(&page, strings.ToUpper(name[:1])+name[1:], t.short+".", output.Words(t.name, t.short, t.header, rows)); err != nil {
			return "", err
		}
	}
	return strings.TrimSuffix(page.String(), "\n"), nil
}

// addTable adds a table under a heading and a sentence.
func addTable(page *strings.Builder, heading, lead string, t output.Table) error {
	shown, rows, err := t.InWords(output.Page)
	if err != nil {
		return err
	}
	page.WriteString("## " + markdown.Escape(heading) + "\n\n" + markdown.Escape(lead) + "\n\n")
	markdown.Table(page, shown, rows)
	return nil
}
