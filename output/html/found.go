package html

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Found is a page on an answer of any verb: it knows nothing of what was found but
// its sentences, tables and notes.
type Found struct {
	Answer  *output.Answer
	Figures []Figure
	Bare    string // why there are no figures; "" where there are, or none can be drawn
}

// Page writes the answer as one HTML file.
func (f Found) Page(w io.Writer) error {
	sections, err := f.sections()
	if err != nil {
		return err
	}
	run := pageRun{ID: "run-1", Computed: f.computed()}
	for _, n := range f.Answer.Notes {
		if n.Warning() {
			run.Warnings = append(run.Warnings, warning{capital(clean(n.What)), clean(n.Why), capital(clean(n.Do))})
		}
	}
	for _, s := range sections {
		one := pageSection{section: s, ID: s.Kind}
		if s.Kind == "figures" {
			for i, x := range f.Figures {
				picture, err := inline(x.SVG, fmt.Sprintf("f%d-", i+1))
				if err != nil {
					return fmt.Errorf("figure %s: %w", x.Name, err)
				}
				one.Figures = append(one.Figures, pageFigure{i + 1, clean(x.Doc), clean(x.Alt), picture})
			}
		}
		run.Sections = append(run.Sections, one)
	}
	return write(w, page{Title: f.title(), Lines: []string{f.line()}, Policy: policyOf(style), Style: template.CSS(style), Legend: legend, Runs: []pageRun{run}})
}

// Markdown writes the answer as Markdown, with links to its figures.
func (f Found) Markdown(w io.Writer) error {
	sections, err := f.sections()
	if err != nil {
		return err
	}
	m := &markdown{level: "##"}
	m.block("# " + escape(f.title()))
	m.block(escape(f.line()))
	for _, s := range sections {
		m.block(m.level + " " + escape(s.Title))
		for _, text := range s.Text {
			m.block(escape(text))
		}
		switch s.Kind {
		case "figures":
			m.pictures(f.Figures)
		case "warnings":
			var items []string
			for _, n := range f.Answer.Notes {
				if n.Warning() {
					items = append(items, "**"+escape(clean(n.What))+"**: "+escape(clean(n.Why))+". "+escape(clean(n.Do))+".")
				}
			}
			m.list(items)
		case "computed":
			var items []string
			for _, x := range f.computed() {
				items = append(items, escape(x[0])+": "+escape(x[1]))
			}
			m.list(items)
		}
		for _, g := range s.Tables {
			m.grid(g)
		}
		for _, note := range s.Notes {
			m.block(escape(note))
		}
	}
	_, err = io.WriteString(w, strings.TrimRight(m.out.String(), "\n")+"\n")
	return err
}

func (f Found) title() string {
	h := f.Answer.Head
	return cmp.Or(clean(h.Heading), clean(h.Title), "An answer without a name")
}

// line says in one line what was played.
func (f Found) line() string {
	h := f.Answer.Head
	var parts []string
	for _, text := range []string{h.Title, h.Case, h.Policy} {
		if text != "" && text != f.title() {
			parts = append(parts, text)
		}
	}
	if h.Trials > 0 {
		parts = append(parts, unit.Counted(h.Trials, "trial"))
	}
	if h.Trials > 0 && !h.Mixed {
		parts = append(parts, "seed "+strconv.FormatUint(h.Seed, 10))
	}
	parts = append(parts, h.Facts...)
	if !h.Complete && h.Asked > h.Trials+h.Failed {
		parts = append(parts, "INTERRUPTED before "+unit.Grouped(h.Asked))
	}
	return clean(strings.Join(parts, " · "))
}

// sections are the parts of the page that there is something to tell of.
func (f Found) sections() ([]section, error) {
	a := f.Answer
	answer := section{Kind: "answer", Title: "The answer", Text: cleaned(a.Sentences)}
	warned := false
	for _, n := range a.Notes {
		if warned = warned || n.Warning(); !n.Warning() {
			answer.Notes = append(answer.Notes, clean(n.Text()))
		}
	}
	all := []section{answer}
	if len(f.Figures) > 0 || f.Bare != "" {
		s := section{Kind: "figures", Title: "Figures"}
		if f.Bare != "" {
			s.Text = []string{f.Bare}
		}
		all = append(all, s)
	}
	tables := section{Kind: "tables", Title: "Tables"}
	for _, t := range a.All() {
		for _, part := range t.Parts() {
			w, err := part.Written(output.Page)
			if err != nil {
				return nil, err
			}
			if len(w.Rows) > 0 && len(w.Heads) > 0 {
				tables.Tables = append(tables.Tables, written(w))
			}
		}
	}
	if len(tables.Tables) > 0 {
		all = append(all, tables)
	}
	if warned {
		all = append(all, section{Kind: "warnings", Title: "Warnings"})
	}
	return append(all, section{Kind: "computed", Title: "How it was computed"}), nil
}

// written makes a table in words fit for a page.
func written(w output.Written) output.Grid {
	g := output.Grid{Title: w.Title, Columns: w.Heads, Notes: w.Notes}
	for i, row := range w.Rows {
		g.Rows = append(g.Rows, output.GridRow{Cells: row, Rule: w.Rules[i]})
	}
	return grid(g)
}

// computed are the facts by which the answer can be checked.
func (f Found) computed() [][2]string {
	h := f.Answer.Head
	played := unit.Counted(h.Trials, "trial")
	if h.Failed > 0 {
		played += fmt.Sprintf("; %s failed and left out", unit.Grouped(h.Failed))
	}
	facts := [][2]string{{"Trials", played}}
	if !h.Mixed {
		facts = append(facts, [2]string{"Seed", strconv.FormatUint(h.Seed, 10)}, [2]string{"Sampling", h.Sampling})
	}
	if h.Start != "" {
		facts = append(facts, [2]string{"Horizon", fmt.Sprintf("%s to %s, %d steps of a %s", h.Start, h.End, h.Steps, h.Step)})
	}
	if h.Version != "" {
		facts = append(facts, [2]string{"Program", "magnetsim " + h.Version + " on " + h.GoArch})
	}
	facts = append(facts, [2]string{"Scenario's hash (SHA-256)", h.Hash})
	for i := range facts {
		facts[i][1] = clean(facts[i][1])
	}
	return facts
}
