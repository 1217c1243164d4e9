package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the template and the stylesheet
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

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

// view is what the template shows.
type view struct {
	Title, Line, About, Policy string
	Style                      template.CSS
	Many                       bool
	Before                     []viewSection
	Articles                   []viewArticle
}

type viewArticle struct {
	ID, Heading, Line string
	Sections          []viewSection
}

type viewSection struct {
	section
	ID         string
	Deep       bool // beneath the heading of an answer
	RepeatNote string
	Shown      []viewBlock
}

type viewBlock struct {
	Lead    []string
	Title   string // "" where the heading above says it
	Label   string
	Heads   []viewCell
	Rows    []viewRow
	Notes   []string
	Words   bool // all its columns hold words
	Figures []viewFigure
}

type viewRow struct {
	Rule  bool
	Cells []viewCell
}

// viewCell is a cell, or a heading.
type viewCell struct {
	Pieces      []piece
	Sign, Class string // of an outcome, or of words
}

type viewFigure struct {
	numbered
	Picture template.HTML
}

// HTML writes answers as one HTML file. Of several the first is what they have in
// common. It fails where there is none, and on a picture that holds more than shapes and
// text.
func HTML(w io.Writer, parts ...Part) error {
	d, err := documentOf(parts)
	if err != nil {
		return err
	}
	v := view{Title: d.title, Line: d.line, About: d.about, Policy: policyOf(style), Style: template.CSS(style), Many: len(parts) > 1}
	if v.Before, err = viewsOf(d.before, "", false); err != nil {
		return err
	}
	for i, a := range d.articles {
		one := viewArticle{ID: fmt.Sprintf("run-%d", i+1), Heading: a.heading, Line: a.line}
		prefix := ""
		if v.Many {
			prefix = one.ID + "-"
		}
		if one.Sections, err = viewsOf(a.sections, prefix, v.Many); err != nil {
			return err
		}
		v.Articles = append(v.Articles, one)
	}
	var out bytes.Buffer
	if err := layout.Execute(&out, v); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

func viewsOf(sections []section, prefix string, deep bool) ([]viewSection, error) {
	var all []viewSection
	for _, s := range sections {
		one := viewSection{section: s, ID: prefix + s.Kind, Deep: deep, RepeatNote: repeatNote}
		for _, b := range s.Blocks {
			shown, err := viewOf(b, s.Title)
			if err != nil {
				return nil, err
			}
			one.Shown = append(one.Shown, shown)
		}
		all = append(all, one)
	}
	return all, nil
}

// viewOf is a block beneath a heading.
func viewOf(b block, heading string) (viewBlock, error) {
	v := viewBlock{Lead: b.Lead, Title: b.Table.Title, Label: b.Table.Title, Notes: b.Table.Notes}
	if v.Title == heading {
		v.Title = ""
	}
	wordy := 0
	for i, c := range b.Table.Columns {
		head := viewCell{Pieces: []piece{{Text: c.Title}}}
		if i > 0 && !c.Kind.Numeric() {
			head.Class = "words"
			wordy++
		}
		v.Heads = append(v.Heads, head)
	}
	v.Words = wordy > 1 && wordy == len(v.Heads)-1 && !outcomes(b.Table)
	for _, row := range b.Rows {
		one := viewRow{Rule: row[0].Rule}
		for i, x := range row {
			one.Cells = append(one.Cells, cellOf(b.Table.Columns[i], x, v.Heads[i].Class))
		}
		v.Rows = append(v.Rows, one)
	}
	for _, f := range b.Figures {
		picture, err := inline(f.SVG, fmt.Sprintf("f%d-", f.Number))
		if err != nil {
			return v, fmt.Errorf("figure %s: %w", f.Name, err)
		}
		f.Doc, f.Alt = clean(f.Doc), clean(f.Alt)
		v.Figures = append(v.Figures, viewFigure{f, picture})
	}
	return v, nil
}

// outcomes reports whether a table is one of outcomes.
func outcomes(t output.Table) bool {
	for _, c := range t.Columns {
		if c.Kind == output.Outcome {
			return true
		}
	}
	return false
}

// cellOf is a cell: words with their addresses of the web as links, an outcome with a
// sign that does not rest on colour.
func cellOf(c output.Column, x output.Cell, class string) viewCell {
	v := viewCell{Pieces: []piece{{Text: x.Text}}, Class: class}
	switch passed, failed := x.Verdict(); {
	case c.Kind.Numeric():
	case c.Kind != output.Outcome:
		v.Pieces = pieces(x.Text)
	case x.Text == "":
	case passed:
		v.Sign, v.Class = "✓", "good"
	case failed:
		v.Sign, v.Class = "✗", "bad"
	default:
		v.Sign, v.Class = "?", "open"
	}
	return v
}
