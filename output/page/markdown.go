package page

import (
	"fmt"
	"io"
	"strings"

	"magnetsim/output/markdown"
)

// Markdown writes answers as Markdown (CommonMark with the tables of GFM). Of several
// the first is what they have in common. Figures are links to where they are, with their
// numbers in words; words alone where they are nowhere. It fails where there is no answer.
func Markdown(w io.Writer, parts ...Part) error {
	d, err := documentOf(parts)
	if err != nil {
		return err
	}
	m := &marked{level: "##"}
	m.block("# " + markdown.Escape(d.Title))
	m.text(d.Line, d.About)
	m.sections(d.Before)
	for _, a := range d.Articles {
		if a.Heading != "" {
			m.level = "##"
			m.block("## " + markdown.Escape(a.Heading))
			m.text(a.Line)
			m.level = "###"
		}
		m.sections(a.Sections)
	}
	_, err = io.WriteString(w, strings.TrimRight(m.out.String(), "\n")+"\n")
	return err
}

// marked is a page in Markdown on its way.
type marked struct {
	out   strings.Builder
	level string // of the headings of sections
}

// block writes a block of its own.
func (m *marked) block(text string) { m.out.WriteString(text + "\n\n") }

// text writes paragraphs.
func (m *marked) text(all ...string) {
	for _, s := range all {
		if s != "" {
			m.block(markdown.Escape(s))
		}
	}
}

func (m *marked) sections(all []section) {
	for _, s := range all {
		m.block(m.level + " " + markdown.Escape(s.Title))
		m.text(s.Text...)
		var items []string
		for _, w := range s.Warnings {
			items = append(items, "**"+markdown.Escape(w.What)+"**: "+markdown.Escape(w.Why)+". "+markdown.Escape(w.Do)+".")
		}
		for _, f := range s.Facts {
			items = append(items, markdown.Escape(f[0])+": "+markdown.Escape(f[1]))
		}
		if len(items) > 0 {
			m.block("- " + strings.Join(items, "\n- "))
		}
		for _, b := range s.Blocks {
			m.text(b.Lead...)
			if len(b.Rows) > 0 {
				if b.Title != "" {
					m.block("**" + markdown.Escape(b.Title) + "**")
				}
				markdown.Table(&m.out, b.Table, b.Rows)
			} else {
				m.text(strings.Join(b.Table.Notes, " · "))
			}
			m.figures(b.Figures)
		}
		if s.Repeat != "" {
			m.text("To repeat it:")
			m.block("    " + s.Repeat)
			m.text(repeatNote)
		}
		m.text(s.Notes...)
	}
}

func (m *marked) figures(all []numbered) {
	for _, f := range all {
		alt := markdown.Escape(f.Alt)
		if f.Link != "" {
			m.block(fmt.Sprintf("![%s](<%s>)", alt, linkOf(f.Link)))
		}
		text := fmt.Sprintf("**Figure %d.** %s", f.Number, markdown.Escape(f.Doc))
		if f.Link == "" {
			text += " " + alt
		}
		m.block(text)
	}
}

// linkOf keeps a path within the angle brackets of a link.
func linkOf(path string) string {
	return strings.NewReplacer("\n", "%0A", "\r", "%0D", "<", "%3C", ">", "%3E", `\`, "%5C").Replace(path)
}
