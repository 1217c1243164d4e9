package html

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the template and the stylesheet
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strconv"

	"magnetsim/output"
)

//go:embed page.html
var source string

//go:embed page.css
var style string

var layout = template.Must(template.New("page").Parse(source))

// policyOf is the Content-Security-Policy of a page: nothing is loaded or run,
// and the one stylesheet is known by its hash (CSP Level 3, section 2.3.1).
func policyOf(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src data:; base-uri 'none'; form-action 'none'"
}

// page, pageRun and pageSection are what the template shows.
type page struct {
	Title, Policy, Legend string
	Style                 template.CSS
	Lines                 []string
	Many                  bool
	Compared              []output.Grid
	Runs                  []pageRun
}

type pageRun struct {
	ID, Heading, Line    string
	Sections             []pageSection
	Policies             []policy
	Warnings             []warning
	Computed             [][2]string
	Repeats, RepeatsNote string
}

type pageSection struct {
	section
	ID         string
	Deep       bool // beneath the heading of a run
	Figures    []pageFigure
	Labels     []string // of the variants
	Criteria   []criterion
	TableTitle string
	Groups     []group
}

type pageFigure struct {
	Number  int
	Doc     string
	Alt     string
	Picture template.HTML
}

// Contents are the sections, for a list of them.
func (r pageRun) Contents() []pageSection { return r.Sections }

// Page writes the document as one HTML file.
func Page(w io.Writer, d Document) error {
	p, err := d.page()
	if err != nil {
		return err
	}
	return write(w, p)
}

func write(w io.Writer, p page) error {
	var out bytes.Buffer
	if err := layout.Execute(&out, p); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

func (d Document) page() (page, error) {
	if len(d.Runs) == 0 {
		return page{}, errors.New("a report needs a run")
	}
	p := page{Title: d.title(), Lines: d.lines(), Policy: policyOf(style), Style: template.CSS(style), Legend: legend, Many: len(d.Runs) > 1}
	if p.Many {
		p.Compared = d.compared()
	}
	figures := 0
	for i, r := range d.Runs {
		run, err := r.view(i, p.Many, &figures)
		if err != nil {
			return page{}, err
		}
		run.Heading = d.Runs[i].label(i)
		p.Runs = append(p.Runs, run)
	}
	return p, nil
}

// title names the document.
func (d Document) title() string {
	if len(d.Runs) == 1 {
		return d.Runs[0].title()
	}
	return fmt.Sprintf("%d runs compared", len(d.Runs))
}

// lines stand beneath the title.
func (d Document) lines() []string {
	if len(d.Runs) == 1 {
		return []string{d.Runs[0].line()}
	}
	return nil
}

// label names a run among others.
func (r Run) label(i int) string {
	if r.Name == "" {
		return strconv.Itoa(i+1) + ". " + r.title()
	}
	return r.title() + " (" + clean(r.Name) + ")"
}

// view is what the template shows of the i-th run. Figures are counted through
// the page.
func (r Run) view(i int, many bool, figures *int) (pageRun, error) {
	prefix := ""
	if many {
		prefix = fmt.Sprintf("run-%d-", i+1)
	}
	v := pageRun{
		ID: fmt.Sprintf("run-%d", i+1), Line: r.line(), Policies: r.policies(), Warnings: r.warnings(),
		Computed: r.computed(), Repeats: repeats, RepeatsNote: repeatsNote,
	}
	for _, s := range r.sections() {
		one := pageSection{section: s, ID: prefix + s.Kind, Deep: many, TableTitle: "Who meets what"}
		switch s.Kind {
		case "criteria":
			one.Criteria = r.criteria()
			for _, variant := range r.Report.Variants {
				one.Labels = append(one.Labels, clean(variant.Label()))
			}
		case "assumptions":
			one.Groups = r.assumptions()
		}
		for _, f := range r.figuresOf(s.Kind) {
			*figures++
			picture, err := inline(f.SVG, fmt.Sprintf("f%d-", *figures))
			if err != nil {
				return v, fmt.Errorf("figure %s: %w", f.Name, err)
			}
			one.Figures = append(one.Figures, pageFigure{*figures, clean(f.Doc), clean(f.Alt), picture})
		}
		v.Sections = append(v.Sections, one)
	}
	return v, nil
}
