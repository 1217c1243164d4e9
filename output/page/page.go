package page

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Part is an answer on a page, with its figures.
type Part struct {
	Answer  *output.Answer
	Name    string // tells it from others, "india-2026-0a1b2c3d"; "" where it stands alone
	Figures []Figure
	Bare    string // why there are no figures; "" where there are, or none can be drawn
	Full    bool   // all is told, the tables of the annex too
}

// Figure is a picture of an answer.
type Figure struct {
	Name   string // "exceedance"
	Doc    string // what it shows, in one sentence
	Alt    string // its numbers in words
	Title  string
	Beside string    // the name of the table that it supports, "answer", or "computed"; without it on the page the figure stands before the tables
	SVG    []byte    // as drawn; needed for HTML
	Narrow []byte    // the same for a narrow page; nil where it is that of a wide one
	Dark   [2][]byte // both in dark colours, else alike; nil where there are none
	Link   string    // for Markdown: where the picture is, relative to the page; "" for nowhere
}

// legend explains what stands in all tables.
const legend = "± is the sampling error (95%): how far a number may be off because the number of trials is limited. CVaR95 is the mean of the worst 5% of the trials. Shortfall is demand lost for good."

// repeatNote follows the command that gives the same numbers.
const repeatNote = "Run this in the results folder, which has the complete scenario: it gives the same numbers, bit for bit on the same processor architecture, whatever the number of workers."

// document is what a page tells: one answer; or several, and before them what they
// have in common.
type document struct {
	Title, Line, About string
	Before             []section
	Articles           []article
}

// article is an answer among others on a page, or the only one.
type article struct {
	ID, Heading, Line string
	Sections          []section
}

// section is a part of what is told, the same in HTML and in Markdown.
type section struct {
	ID, Kind string // "run-1-answer", in HTML; "answer"
	Deep     bool   // in HTML, beneath the heading of an answer
	Title    string
	Text     []string
	Warnings []output.Note
	Blocks   []block
	Notes    []string
	Facts    [][2]string
	Repeat   string
}

// block is a table and the figures beside it; or figures alone.
type block struct {
	Lead    []string
	Title   string // of the table; "" where the heading above says it
	Table   output.Table
	Rows    [][]output.Cell // in words
	Figures []numbered
}

// numbered is a figure with its number on the page.
type numbered struct {
	Figure
	Number  int
	Picture template.HTML
	Slim    template.HTML // of a narrow page; "" where it is the same
}

// documentOf gathers what a page of parts tells. Of several the first is what they have
// in common, and its heading is the page's title.
func documentOf(parts []Part) (document, error) {
	if len(parts) == 0 {
		return document{}, errors.New("a page needs an answer")
	}
	first := parts[0].Answer.Head
	d := document{Title: clean(first.Name())}
	figures := 0
	if len(parts) == 1 {
		d.Line, d.About = clean(first.Played()), clean(first.Description)
		sections, err := parts[0].sections(&figures)
		d.Articles = []article{{Sections: sections}}
		return d, err
	}
	for i, p := range parts {
		sections, err := p.sections(&figures)
		if err != nil {
			return d, err
		}
		if i == 0 {
			d.Before = slices.DeleteFunc(sections, func(s section) bool { return s.Kind == "computed" })
			d.Before[0].Kind, d.Before[0].Title = "compared", "What is compared"
			continue
		}
		h := p.Answer.Head
		heading := strconv.Itoa(i) + ". " + clean(h.Name())
		if p.Name != "" {
			heading = clean(h.Name()) + " (" + clean(p.Name) + ")"
		}
		d.Articles = append(d.Articles, article{Heading: heading, Line: clean(h.Played()), Sections: sections})
	}
	return d, nil
}

// sections are the parts of the page that there is something to tell of: the answer and
// what to mind, figures that stand beside no table, then the tables by their sections.
func (p Part) sections(figures *int) ([]section, error) {
	a := p.Answer
	answer := section{Kind: "answer", Title: "The answer", Text: cleaned(a.Sentences)}
	minded := section{Kind: "warnings", Title: "Warnings"}
	for _, n := range a.Notes {
		if n.Warning() {
			minded.Warnings = append(minded.Warnings, output.Note{What: capital(clean(n.What)), Why: clean(n.Why), Do: capital(clean(n.Do))})
		} else {
			answer.Notes = append(answer.Notes, clean(n.Text()))
		}
	}
	all := []section{answer}
	if n := len(minded.Warnings); n > 0 {
		see := fmt.Sprintf("See the %d warnings below.", n)
		if n == 1 {
			see = "See the warning below."
		}
		all[0].Notes = append(answer.Notes, see)
		all = append(all, minded)
	}
	var tables []section
	last := section{Kind: "computed", Title: "How it was computed", Facts: computed(a.Head), Repeat: clean(a.Head.Repeat), Notes: []string{legend}}
	var left []string
	used := []string{answer.Kind, last.Kind} // what stands on the page for figures to stand beside
	for i, t := range a.All() {
		if len(a.Criteria.Columns) > 0 && i == len(a.Tables) {
			t.Section = "Criteria"
		}
		blocks, err := blocksOf(t)
		if err != nil {
			return nil, err
		}
		if blocks == nil {
			continue
		}
		if t.Annex && !p.Full {
			left = append(left, unit.LowerFirst(clean(t.Title)))
			continue
		}
		used = append(used, t.Name)
		tables = add(tables, t, blocks)
	}
	p.Figures = withLead(p.Figures, answer.Kind, used)
	number := func(beside func(Figure) bool) (some []numbered) {
		for _, f := range p.Figures {
			if beside(f) {
				*figures++
				f.Doc, f.Alt = clean(f.Doc), clean(f.Alt)
				some = append(some, numbered{Figure: f, Number: *figures})
			}
		}
		return some
	}
	if own := number(func(f Figure) bool { return f.Beside == answer.Kind }); own != nil {
		all[0].Blocks = []block{{Figures: own}}
	}
	loose := section{Kind: "figures", Title: "Figures"}
	if p.Bare != "" {
		loose.Text = []string{clean(p.Bare)}
	}
	if alone := number(func(f Figure) bool { return !slices.Contains(used, f.Beside) }); alone != nil {
		loose.Blocks = []block{{Figures: alone}}
	}
	if loose.Blocks != nil && len(loose.Blocks[0].Figures) == 1 && loose.Blocks[0].Figures[0].Title != "" {
		loose.Title = clean(loose.Blocks[0].Figures[0].Title)
	}
	if loose.Text != nil || loose.Blocks != nil {
		all = append(all, loose)
	}
	for _, s := range tables {
		for i := range s.Blocks {
			name := s.Blocks[i].Table.Name
			if title := s.Blocks[i].Table.Title; title != s.Title {
				s.Blocks[i].Title = title
			}
			if i == len(s.Blocks)-1 || s.Blocks[i+1].Table.Name != name { // the last part of the table
				s.Blocks[i].Figures = number(func(f Figure) bool { return f.Beside == name })
			}
		}
		all = append(all, s)
	}
	if closing := number(func(f Figure) bool { return f.Beside == last.Kind }); closing != nil {
		last.Blocks = []block{{Figures: closing}}
	}
	if left != nil {
		last.Notes = append(last.Notes, "Left out here: "+strings.Join(left, ", ")+". They are in the tables of the results folder, and on the page that \"magnetsim report --full\" writes.")
	}
	return append(all, last), nil
}

// withLead are the figures with one that stands beside the answer: where none does, the
// first of those that stand beside nothing else on the page.
func withLead(figures []Figure, answer string, used []string) []Figure {
	figures = slices.Clone(figures)
	if i := slices.IndexFunc(figures, func(f Figure) bool { return f.Beside == answer }); i >= 0 {
		for k := range figures[i+1:] { // one is enough
			if f := &figures[i+1+k]; f.Beside == answer {
				f.Beside = ""
			}
		}
		return figures
	}
	if i := slices.IndexFunc(figures, func(f Figure) bool { return !slices.Contains(used, f.Beside) }); i >= 0 {
		figures[i].Beside = answer
	}
	return figures
}

// add puts a table into its section, which it begins where there is none.
func add(sections []section, t output.Table, blocks []block) []section {
	title := t.Section
	if title == "" {
		title = "Tables"
	}
	i := slices.IndexFunc(sections, func(s section) bool { return s.Title == title })
	if i < 0 {
		s := section{Kind: strings.ReplaceAll(strings.ToLower(title), " ", "-"), Title: title}
		if title == "Criteria" {
			return append([]section{{Kind: s.Kind, Title: title, Blocks: blocks}}, sections...)
		}
		i, sections = len(sections), append(sections, s)
	}
	sections[i].Blocks = append(sections[i].Blocks, blocks...)
	return sections
}

// blocksOf are the parts of a table that have a row, or something to say before; nil
// where a page shows nothing of it.
func blocksOf(t output.Table) ([]block, error) {
	var all []block
	for _, part := range t.For(output.Page).Parts() {
		shown, rows, err := part.InWords(output.Page)
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, empty)
		if len(shown.Columns) < 2 || len(rows) == 0 {
			rows = nil
		}
		lead := cleaned(t.Lead)
		if all != nil {
			lead = nil
		}
		if rows == nil && lead == nil {
			continue
		}
		b := block{Lead: lead, Table: shown, Rows: rows}
		b.Table.Title, b.Table.Notes = clean(shown.Title), cleaned(shown.Notes)
		for i := range b.Table.Columns {
			b.Table.Columns[i].Title = clean(b.Table.Columns[i].Title)
		}
		for _, row := range rows {
			for i := range row {
				row[i].Text = clean(row[i].Text)
			}
		}
		all = append(all, b)
	}
	if notes := cleaned(t.Notes); len(all) > 0 && len(notes) > 0 {
		all[len(all)-1].Table.Notes = notes // also where the last part has no row
	}
	return all, nil
}

// empty reports whether a row has a name alone.
func empty(row []output.Cell) bool {
	return len(row) > 1 && !slices.ContainsFunc(row[1:], func(x output.Cell) bool { return x.Text != "" })
}

// computed are the facts by which an answer can be checked.
func computed(h output.Head) [][2]string {
	played := unit.Counted(h.Trials, "trial")
	if !h.Complete && h.Asked > h.Trials+h.Failed {
		played += " of " + unit.Grouped(h.Asked) + ": it was interrupted"
	}
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
	if h.Hash != "" { // which several scenarios have each for itself
		facts = append(facts, [2]string{"Scenario's hash (SHA-256)", h.Hash})
	}
	if h.Imbalance > 0 {
		facts = append(facts, [2]string{"Balance of masses", fmt.Sprintf("exact to %.0e of a material's flow", h.Imbalance)})
	}
	for i := range facts {
		facts[i][1] = clean(facts[i][1])
	}
	return facts
}

// capital begins a sentence with a capital, unless with a sign such as p95.
func capital(s string) string {
	if first, _, _ := strings.Cut(s, " "); strings.ContainsAny(first, "0123456789") {
		return s
	}
	return unit.UpperFirst(s)
}
