package verbs

import (
	"slices"
	"strings"

	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/markdown"
	"magnetsim/scenarios"
)

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
