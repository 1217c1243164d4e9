package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the template and the stylesheet
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

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
	document
	Policy string
	Style  template.CSS
	Many   bool
}

// HTML writes answers as one HTML file. Of several the first is what they have in
// common. It fails where there is none, and on a picture that holds more than shapes and
// text.
func HTML(w io.Writer, parts ...Part) error {
	d, err := documentOf(parts)
	if err != nil {
		return err
	}
	v := view{document: d, Many: len(parts) > 1}
	var dark shades
	if err := settle(v.Before, "", false, &dark); err != nil {
		return err
	}
	for i := range v.Articles {
		a, prefix := &v.Articles[i], ""
		a.ID = fmt.Sprintf("run-%d", i+1)
		if v.Many {
			prefix = a.ID + "-"
		}
		if err := settle(a.Sections, prefix, v.Many, &dark); err != nil {
			return err
		}
	}
	whole := style + dark.css()
	v.Policy, v.Style = policyOf(whole), template.CSS(whole)
	var out bytes.Buffer
	if err := layout.Execute(&out, v); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// settle gives sections their ids, and makes their pictures part of the page.
func settle(sections []section, prefix string, deep bool, dark *shades) (err error) {
	for i := range sections {
		s := &sections[i]
		s.ID, s.Deep = prefix+s.Kind, deep
		for _, b := range s.Blocks {
			for k := range b.Figures {
				f := &b.Figures[k]
				if f.Picture, err = inline(f.SVG, f.Dark[0], fmt.Sprintf("f%d-", f.Number), dark); err != nil {
					return fmt.Errorf("figure %s: %w", f.Name, err)
				}
				if f.Slim, err = inline(f.Narrow, f.Dark[1], fmt.Sprintf("f%dn-", f.Number), dark); err != nil {
					return fmt.Errorf("figure %s: %w", f.Name, err)
				}
			}
		}
	}
	return nil
}

// Leads reports whether the section is the answer beside its figure.
func (s section) Leads() bool { return s.Kind == "answer" && len(s.Blocks) > 0 }

// sentence is a text with the words that it begins with, up to a colon, apart.
type sentence struct{ Label, Rest string }

// mostLabel is the length of such words.
const mostLabel = 60

// Sentences are the texts of the section.
func (s section) Sentences() []sentence {
	var all []sentence
	for _, text := range s.Text {
		label, rest, ok := strings.Cut(text, ": ")
		if !ok || len(label) > mostLabel || strings.Contains(label, ". ") || strings.Contains(label, `"`) {
			label, rest = "", text
		} else {
			label += ":"
		}
		all = append(all, sentence{label, rest})
	}
	return all
}

// RepeatNote follows the command that repeats an answer.
func (s section) RepeatNote() string { return repeatNote }

// cell is a cell as the template shows it, or a heading.
type cell struct {
	Pieces      []piece
	Sign, Class string // of an outcome, or of words
}

// class is that of a column behind the first.
func (b block) class(i int) string {
	if i > 0 && !b.Table.Columns[i].Kind.Numeric() {
		return "words"
	}
	return ""
}

// Heads are the headings of the columns.
func (b block) Heads() (all []cell) {
	for i, c := range b.Table.Columns {
		all = append(all, cell{Pieces: []piece{{Text: c.Title}}, Class: b.class(i)})
	}
	return all
}

// Line is a row.
func (b block) Line(row []output.Cell) (all []cell) {
	for i, x := range row {
		all = append(all, cellOf(b.Table.Columns[i], x, b.class(i)))
	}
	return all
}

// Words reports whether all columns but the first hold words, several, and none is of
// outcomes.
func (b block) Words() bool {
	for i, c := range b.Table.Columns {
		if c.Kind == output.Outcome || i > 0 && c.Kind.Numeric() {
			return false
		}
	}
	return len(b.Table.Columns) > 2
}

// cellOf is a cell: words with their addresses of the web as links, an outcome with a
// sign that does not rest on colour.
func cellOf(c output.Column, x output.Cell, class string) cell {
	v := cell{Pieces: []piece{{Text: x.Text}}, Class: class}
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
