package screen

import (
	"cmp"
	"io"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"

	"magnetsim/output"
)

// Options say what the screen can show.
type Options struct {
	Width int    // columns; 80 if 0, and at least 40
	Color bool   // whether escape codes for colour may be written
	Lines int    // above 0, only what is for a brief screen, in so many lines if that can be
	More  string // ends a brief screen: what tells the rest
}

// Write writes an answer: its heading, what was played, the sentences, the
// tables that are for screens, the criteria, and what to mind. A brief screen has
// the answer alone.
func Write(w io.Writer, a *output.Answer, o Options) error {
	s := newScreen(o)
	s.heading(cmp.Or(a.Head.Heading, a.Head.Title))
	write := s.whole
	if o.Lines > 0 {
		write = func(a *output.Answer) error { return s.brief(a, o) }
	}
	if err := write(a); err != nil {
		return err
	}
	_, err := io.WriteString(w, s.out.String())
	return err
}

// whole writes all that is for screens, beneath the heading.
func (s *screen) whole(a *output.Answer) error {
	s.paragraph(a.Head.Played(), "")
	if len(a.Sentences) > 0 {
		s.blank()
	}
	for _, sentence := range a.Sentences {
		s.sentence(sentence)
	}
	for _, t := range a.All() {
		if err := s.table(t); err != nil {
			return err
		}
	}
	s.notes(a.Notes)
	return nil
}

// sentence writes one, or a line of a list, which is indented.
func (s *screen) sentence(text string) {
	indent := ""
	if strings.HasPrefix(text, "- ") {
		indent = "  "
	}
	s.paragraph(text, indent)
}

// Table writes one table alone, without a title.
func Table(w io.Writer, t output.Table, o Options) error {
	s := newScreen(o)
	t, rows, err := t.InWords(output.Screen)
	if err != nil {
		return err
	}
	s.grid(t, rows)
	_, err = io.WriteString(w, s.out.String())
	return err
}

// screen gathers the text.
type screen struct {
	out   strings.Builder
	width int
	color bool
}

func newScreen(o Options) *screen {
	s := &screen{width: max(o.Width, 40), color: o.Color}
	if o.Width == 0 {
		s.width = 80
	}
	return s
}

func (s *screen) line(text string) { s.out.WriteString(strings.TrimRight(text, " ") + "\n") }

func (s *screen) blank() { s.line("") }

func (s *screen) heading(title string) {
	for _, line := range wrap(title, s.width) {
		s.line(s.paint(bold, line))
	}
}

// paragraph writes text within the width; all lines but the first are indented.
func (s *screen) paragraph(text, indent string) {
	for i, line := range wrap(text, s.width-len(indent)) {
		if i > 0 {
			line = indent + line
		}
		s.line(line)
	}
}

// notes writes plain words, then the warnings under a heading of their own.
func (s *screen) notes(all []output.Note) {
	warnings := those(all, output.Note.Warning)
	if len(warnings) < len(all) {
		s.blank()
	}
	for _, n := range all {
		if !n.Warning() {
			s.paragraph(n.Text(), "")
		}
	}
	if len(warnings) > 0 {
		s.blank()
		s.heading("Mind")
	}
	for _, n := range warnings {
		s.warning(n.Text())
	}
}

func (s *screen) warning(text string) {
	for i, line := range wrap("! "+text, s.width-2) {
		if i == 0 {
			line = s.paint(yellow, line[:1]) + line[1:]
		} else {
			line = "  " + line
		}
		s.line(line)
	}
}

// style is an SGR code of a terminal.
type style string

const (
	bold   style = "1"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

// paint sets text in a style where the screen has colours.
func (s *screen) paint(c style, text string) string {
	if !s.color || text == "" {
		return text
	}
	return "\x1b[" + string(c) + "m" + text + "\x1b[0m"
}

// wrap breaks text at spaces, but not at those of glue, into lines of at most
// width columns. A word longer than that is cut.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsFuncSeq(s, breaks) {
		word = text.Snip(word, width, "…")
		switch {
		case line == "":
			line = word
		case columns(line)+1+columns(word) <= width:
			line += " " + word
		default:
			lines = append(lines, unglue(line))
			line = word
		}
	}
	return append(lines, unglue(line))
}

// bond stands for a space at which text is not broken.
const bond = '\u00a0'

func unglue(s string) string { return strings.ReplaceAll(s, string(bond), " ") }

func breaks(r rune) bool { return unicode.IsSpace(r) && r != bond }

// columns returns how many columns text takes on the screen.
func columns(s string) int { return text.StringWidthWithoutEscSequences(s) }

// wrapName breaks a name at spaces, and a part of it that is longer than a line behind a dot
// or a sign where it has one, so that places in a scenario stay readable.
func wrapName(s string, width int) string {
	var parts []string
	for word := range strings.FieldsFuncSeq(s, breaks) {
		for columns(word) > width {
			part := text.Snip(word, width, "")
			if at := strings.LastIndexAny(part, ".,-_/+="); at > 0 {
				part = part[:at+1]
			}
			parts, word = append(parts, part), word[len(part):]
		}
		parts = append(parts, word)
	}
	return strings.Join(wrap(strings.Join(parts, " "), width), "\n")
}
