package html

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"magnetsim/output"
)

// Markdown writes the document as Markdown (CommonMark with the tables of GFM).
// Figures are links to where they are, with their numbers in words; words alone
// where they are nowhere.
func Markdown(w io.Writer, d Document) error {
	if len(d.Runs) == 0 {
		return errors.New("a report needs a run")
	}
	m := &markdown{}
	m.block("# " + escape(d.title()))
	for _, line := range d.lines() {
		m.block(escape(line))
	}
	many := len(d.Runs) > 1
	if many {
		m.block("## The runs compared")
		for _, g := range d.compared() {
			m.grid(g)
		}
		m.block(escape(legend))
	}
	for i, r := range d.Runs {
		m.level = "##"
		if many {
			m.block("## " + escape(r.label(i)))
			m.block(escape(r.line()))
			m.level = "###"
		}
		m.run(r)
	}
	_, err := io.WriteString(w, strings.TrimRight(m.out.String(), "\n")+"\n")
	return err
}

type markdown struct {
	out     strings.Builder
	level   string // of the headings of sections
	figures int
}

// block writes a block of its own.
func (m *markdown) block(text string) { m.out.WriteString(text + "\n\n") }

func (m *markdown) list(items []string) {
	if len(items) > 0 {
		m.block("- " + strings.Join(items, "\n- "))
	}
}

func (m *markdown) run(r Run) {
	for _, s := range r.sections() {
		m.block(m.level + " " + escape(s.Title))
		for _, text := range s.Text {
			m.block(escape(text))
		}
		switch s.Kind {
		case "criteria":
			m.criteria(r)
		case "warnings":
			var items []string
			for _, w := range r.warnings() {
				items = append(items, "**"+escape(w.What)+"**: "+escape(w.Why)+". "+escape(w.Do)+".")
			}
			m.list(items)
		case "computed":
			m.computed(r)
		case "assumptions":
			m.assumptions(r)
		}
		m.pictures(r.figuresOf(s.Kind))
		for _, g := range s.Tables {
			m.grid(g)
		}
		for _, note := range s.Notes {
			m.block(escape(note))
		}
		if s.Kind == "policies" {
			m.policies(r)
		}
	}
}

func (m *markdown) policies(r Run) {
	m.block("What each policy changes in the scenario:")
	var items []string
	for _, p := range r.policies() {
		what := strings.Join(p.Changes, "; ")
		switch {
		case p.Nothing:
			what = "changes nothing: the scenario as it stands"
		case what == "":
			what = "what it changes stands in the scenario file"
		}
		items = append(items, "**"+escape(p.Label)+"**: "+escape(what))
	}
	m.list(items)
}

func (m *markdown) criteria(r Run) {
	columns := []string{"Criterion", "Line"}
	for _, v := range r.Report.Variants {
		columns = append(columns, clean(v.Label()))
	}
	g := output.Grid{Columns: columns}
	for _, c := range r.criteria() {
		row := []string{c.Title, c.Line}
		for _, v := range c.Verdicts {
			row = append(row, strings.TrimSpace(v.Sign+" "+v.Word+" "+v.Value))
		}
		g.Rows = append(g.Rows, output.GridRow{Cells: row})
	}
	m.table(g, words)
}

func (m *markdown) computed(r Run) {
	var items []string
	for _, f := range r.computed() {
		items = append(items, escape(f[0])+": "+escape(f[1]))
	}
	m.list(items)
	m.block("To repeat it:")
	m.block("    " + repeats)
	m.block(escape(repeatsNote))
}

func (m *markdown) assumptions(r Run) {
	for _, part := range r.assumptions() {
		g := output.Grid{Title: part.Title, Columns: []string{"Figure", "Value", "Meaning", "Source", "Note"}}
		for _, a := range part.Rows {
			source := ""
			for _, p := range a.Source {
				source += p.Text
			}
			g.Rows = append(g.Rows, output.GridRow{Cells: []string{a.Path, a.Value, a.Means, source, a.Note}})
		}
		m.table(g, words)
	}
}

func (m *markdown) pictures(all []Figure) {
	for _, f := range all {
		m.figures++
		if f.Link != "" {
			m.block(fmt.Sprintf("![%s](<%s>)", escape(clean(f.Alt)), linkOf(f.Link)))
		}
		text := fmt.Sprintf("**Figure %d.** %s", m.figures, escape(clean(f.Doc)))
		if f.Link == "" {
			text += " " + escape(clean(f.Alt))
		}
		m.block(text)
	}
}

// linkOf keeps a path within the angle brackets of a link.
func linkOf(path string) string {
	return strings.NewReplacer("\n", "%0A", "\r", "%0D", "<", "%3C", ">", "%3E", `\`, "%5C").Replace(path)
}

// The alignments of the columns after the first.
const (
	numbers = "---:"
	words   = "---"
)

func (m *markdown) grid(g output.Grid) { m.table(g, numbers) }

func (m *markdown) table(g output.Grid, align string) {
	if len(g.Rows) == 0 {
		return
	}
	if g.Title != "" {
		m.block("**" + escape(g.Title) + "**")
	}
	rule := []string{"---"}
	for range g.Columns[1:] {
		rule = append(rule, align)
	}
	m.line(escapeAll(g.Columns))
	m.line(rule)
	for _, row := range g.Rows {
		m.line(escapeAll(row.Cells))
	}
	m.out.WriteString("\n")
	if len(g.Notes) > 0 {
		m.block(escape(strings.Join(g.Notes, " · ")))
	}
}

func (m *markdown) line(cells []string) {
	m.out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

func escapeAll(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, escape(s))
	}
	return out
}

// escape keeps a clean text free of markup: what CommonMark or GFM would read as
// a sign, also one that begins a list, stands behind a backslash.
func escape(s string) string {
	var out strings.Builder
	sign := -1
	if at := item.FindStringIndex(s); at != nil {
		sign = len(strings.TrimRight(s[:at[1]], " ")) - 1
	}
	for i, c := range s {
		if i == sign || strings.ContainsRune("\\`*_[]<>|~&#", c) {
			out.WriteByte('\\')
		}
		out.WriteRune(c)
	}
	return out.String()
}

// item begins a list, a line or a heading.
var item = regexp.MustCompile(`^(\d{1,9}[.)]|[-+=]+)( |$)`)
