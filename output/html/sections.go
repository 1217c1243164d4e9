package html

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/output"
)

// section is a part of what is told of a run, the same on the page and in
// Markdown.
type section struct {
	Kind   string // "answer"
	Title  string
	Text   []string
	Tables []output.Grid
	Notes  []string
}

// sections are the parts of a run that there is something to tell of.
func (r Run) sections() []section {
	asked := section{Kind: "asked", Title: "What was asked", Text: []string{r.asked()}}
	if d := clean(r.Report.Description); d != "" {
		asked.Text = []string{d, r.asked()}
	}
	all := []section{asked, {Kind: "answer", Title: "The answer", Text: cleaned(r.Report.Sentences()), Notes: r.doubts()}}
	if len(r.Report.Criteria) > 0 {
		all = append(all, section{Kind: "criteria", Title: "Criteria", Notes: r.criteriaNotes()})
	}
	all = append(all, section{Kind: "policies", Title: "Policies", Tables: r.policyTables(), Notes: []string{legend}})
	if tables := r.sectorTables(); tables != nil {
		all = append(all, section{Kind: "sectors", Title: "Sectors", Tables: tables})
	}
	if len(r.figuresOf("figures")) > 0 || r.Bare != "" {
		figures := section{Kind: "figures", Title: "Figures"}
		if r.Bare != "" {
			figures.Text = []string{clean(r.Bare)}
		}
		all = append(all, figures)
	}
	all = append(all, r.drivers())
	if len(r.Report.Warnings) > 0 {
		all = append(all, section{Kind: "warnings", Title: "Warnings"})
	}
	all = append(all, section{Kind: "computed", Title: "How it was computed"})
	if len(r.Report.Assumptions) > 0 {
		all = append(all, section{Kind: "assumptions", Title: "Assumptions", Text: []string{
			fmt.Sprintf("All %s figures of the scenario, as written and, where that says more, as understood, with the sources that it names.", grouped(int64(len(r.Report.Assumptions)))),
		}})
	}
	return all
}

// doubts point to the warnings.
func (r Run) doubts() []string {
	switch n := len(r.Report.Warnings); n {
	case 0:
		return nil
	case 1:
		return []string{"Mind the warning below."}
	default:
		return []string{fmt.Sprintf("Mind the %d warnings below.", n)}
	}
}

// warning is a doubt as it is shown.
type warning struct{ What, Why, Do string }

func (r Run) warnings() []warning {
	var all []warning
	for _, w := range r.Report.Warnings {
		all = append(all, warning{capital(clean(w.What)), clean(w.Why), capital(clean(w.Do))})
	}
	return all
}

// assumption is a figure of the scenario as it is shown: Means is empty where it
// says no more than Value.
type assumption struct {
	Path, Value, Means, Note string
	Source                   []piece
}

// group are the assumptions of one part of the scenario.
type group struct {
	Title string
	Rows  []assumption
}

// assumptions are the figures of the scenario by the parts of the file.
func (r Run) assumptions() []group {
	var all []group
	for _, a := range r.Report.Assumptions {
		part, _, _ := strings.Cut(clean(a.Path), ".")
		title := capital(strings.ReplaceAll(part, "_", " "))
		i := slices.IndexFunc(all, func(g group) bool { return g.Title == title })
		if i < 0 {
			i = len(all)
			all = append(all, group{Title: title})
		}
		one := assumption{Path: clean(a.Path), Value: clean(a.Value), Means: clean(a.Means), Note: clean(a.Note), Source: pieces(clean(a.Source))}
		if one.Means == one.Value {
			one.Means = ""
		}
		all[i].Rows = append(all[i].Rows, one)
	}
	return all
}
