package file

import (
	"io"
	"strings"

	"magnetsim/output"
	"magnetsim/output/markdown"
)

// writeMarkdown writes tables as Markdown, each under a heading.
func writeMarkdown(w io.Writer, h output.Head, tables []output.Table) error {
	var out strings.Builder
	if h.Title != "" {
		out.WriteString("# " + markdown.Escape(h.Title) + "\n\n")
	}
	for _, t := range tables {
		for _, part := range t.Parts() {
			shown, rows, err := part.InWords(output.Page)
			if err != nil {
				return err
			}
			if len(rows) == 0 && len(tables) > 1 {
				continue // nothing to tell beside the others
			}
			out.WriteString("## " + markdown.Escape(shown.Title) + "\n\n")
			markdown.Table(&out, shown, rows)
		}
	}
	_, err := io.WriteString(w, strings.TrimRight(out.String(), "\n")+"\n")
	return err
}
