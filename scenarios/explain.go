package scenarios

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Explanation says how a scenario was understood.
type Explanation struct {
	Drawn    []Drawn   `json:"drawn"`
	Criteria []Meant   `json:"criteria,omitempty"`
	Defaults []Default `json:"defaults"`
}

// Drawn is a figure that is a distribution.
type Drawn struct {
	Path    string `json:"path"`
	Written string `json:"written"`
	Family  string `json:"family"`
	Params  string `json:"params"` // as resolved, in base units: tonnes, years, shares, the scenario's currency
	P5      string `json:"p5"`
	P50     string `json:"p50"`
	P95     string `json:"p95"`
}

// Meant is a criterion in words.
type Meant struct {
	Name    string `json:"name"`
	Line    string `json:"line"`
	Meaning string `json:"meaning"`
}

// Default is a value that the file does not give.
type Default struct {
	Path  string `json:"path"`
	Value string `json:"value"` // as it would be written; in words, in parentheses, where no value could say it
	Doc   string `json:"doc"`
}

// Explain returns every distribution as resolved and every default in force.
func (r *Resolved) Explain() Explanation {
	var out Explanation
	for i, w := range r.figures {
		if w.number.Drawn() {
			out.Drawn = append(out.Drawn, r.Drawn(i))
		}
	}
	for _, c := range r.content.criteria {
		out.Criteria = append(out.Criteria, Meant{c.name, c.line, c.meaning()})
	}
	out.Defaults = defaultsOf(r.tree, format, "", nil)
	return out
}

// Drawn tells of a distribution, the figure of an index in Figures.
func (r *Resolved) Drawn(i int) Drawn {
	w := r.figures[i]
	value := w.value
	if value.isLong() {
		value = value.get(valueKey)
	}
	d := w.number.Dist
	p5, p50, p95 := r.percentiles(w)
	return Drawn{Path: w.path, Written: plain(value), Family: d.Family(), Params: params(d), P5: p5, P50: p50, P95: p95}
}

// aboutFile are the keys that say something of the file and nothing of the
// scenario.
var aboutFile = map[string]bool{"extends": true, "case": true, "case_title": true, "cell": true, "sweep": true}

// defaultsOf lists the defaults below a path.
func defaultsOf(n *node, s *shape, path string, out []Default) []Default {
	if n.kind != mapping {
		return out
	}
	if s.form == namedForm && s.elem.mergeable() {
		for _, p := range n.pairs {
			out = defaultsOf(p.value, s.elem, join(path, p.key.text), out)
		}
	}
	if s.form != recordForm {
		return out
	}
	groups := s.groups(n)
	for _, f := range s.fields {
		here, v := join(path, f.key), n.get(f.key)
		switch {
		case v == nil && f.otherwise != "" && f.otherwise != madeOfName && !aboutFile[here] && (f.group == "" || len(groups) == 1 && groups[0] == f.group):
			out = append(out, Default{here, "(" + f.otherwise + ")", f.doc})
		case v != nil && f.shape.mergeable():
			out = defaultsOf(v, f.shape, here, out)
		case v != nil && v.isDefault():
			out = append(out, Default{here, plain(v), f.doc})
		}
	}
	return out
}

// Render writes the explanation as two tables.
func (e Explanation) Render(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "Distributions\twritten\tfamily\tp5\tp50\tp95\tparameters (base units)")
	for _, d := range e.Drawn {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", d.Path, clip(d.Written), d.Family, d.P5, d.P50, d.P95, d.Params)
	}
	if len(e.Criteria) > 0 {
		fmt.Fprintln(t, "\nCriteria\tline\tmeaning")
	}
	for _, c := range e.Criteria {
		fmt.Fprintf(t, "%s\t%s\t%s\n", c.Name, c.Line, c.Meaning)
	}
	fmt.Fprintln(t, "\nDefaults in force\tvalue\tmeaning")
	for _, d := range e.Defaults {
		fmt.Fprintf(t, "%s\t%s\t%s\n", d.Path, d.Value, d.Doc)
	}
	return t.Flush()
}
