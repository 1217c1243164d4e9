package file

import (
	"io"
	"strings"

	"magnetsim/output"
)

// writeMarkdown writes tables as Markdown (CommonMark with the tables of GFM).
func writeMarkdown(w io.Writer, h output.Head, tables []output.Table) error {
	var out strings.Builder
	if h.Title != "" {
		out.WriteString("# " + escape(h.Title) + "\n\n")
	}
	for _, t := range tables {
		for _, part := range t.Parts() {
			p, err := part.Written(output.Page)
			if err != nil {
				return err
			}
			out.WriteString("## " + escape(p.Title) + "\n\n")
			markdownRow(&out, escapeAll(p.Heads))
			rule := make([]string, len(p.Heads))
			for i, wordy := range p.Wordy {
				if rule[i] = "---:"; wordy {
					rule[i] = "---"
				}
			}
			markdownRow(&out, rule)
			for _, row := range p.Rows {
				markdownRow(&out, escapeAll(row))
			}
			out.WriteString("\n")
			if len(p.Notes) > 0 {
				out.WriteString(escape(strings.Join(p.Notes, " · ")) + "\n\n")
			}
		}
	}
	_, err := io.WriteString(w, strings.TrimRight(out.String(), "\n")+"\n")
	return err
}

func markdownRow(out *strings.Builder, cells []string) {
	out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

func escapeAll(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, escape(s))
	}
	return out
}

// escape keeps text within its cell and free of markup.
func escape(s string) string {
	var out strings.Builder
	for _, c := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("|*_`<>[]\\#~&", c) {
			out.WriteByte('\\')
		}
		out.WriteRune(c)
	}
	return out.String()
}
