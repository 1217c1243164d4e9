package file

import (
	"io"
	"strings"

	"magnetsim/output"
	"magnetsim/output/markdown"
)

// printed is a table in words.
type printed struct {
	output.Table
	rows [][]output.Cell
}

// inWords hands out tables, part by part, as a document shows them.
func inWords(tables []output.Table, show func(printed)) error {
	for _, t := range tables {
		for _, part := range t.Parts() {
			shown, rows, err := part.InWords(output.Page)
			if err != nil {
				return err
			}
			if len(rows) > 0 || len(tables) == 1 { // else nothing to tell beside the others
				show(printed{shown, rows})
			}
		}
	}
	return nil
}

// writeMarkdown writes tables as Markdown, each under a heading.
func writeMarkdown(w io.Writer, h output.Head, tables []output.Table) error {
	var out strings.Builder
	if h.Title != "" {
		out.WriteString("# " + markdown.Escape(h.Title) + "\n\n")
	}
	err := inWords(tables, func(p printed) {
		out.WriteString("## " + markdown.Escape(p.Title) + "\n\n")
		markdown.Table(&out, p.Table, p.rows)
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, strings.TrimRight(out.String(), "\n")+"\n")
	return err
}
