package text

import (
	"strings"

	"magnetsim/output"
)

// Options say what the screen can show.
type Options struct {
	Width int  // columns; 80 if 0, and at least 40
	Color bool // whether escape codes for colour may be written
}

// screen gathers the text.
type screen struct {
	r     *output.Report
	out   strings.Builder
	width int
	color bool
}

func newScreen(r *output.Report, o Options) *screen {
	s := &screen{r: r, width: max(o.Width, 40), color: o.Color}
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

func (s *screen) warnings() {
	if len(s.r.Warnings) == 0 {
		return
	}
	s.blank()
	s.heading("Mind")
	for _, w := range s.r.Warnings {
		text := "! " + w.What + ": " + w.Why + ". " + upper(w.Do) + "."
		for i, line := range wrap(text, s.width-2) {
			switch {
			case i == 0:
				line = s.paint(yellow, line[:1]) + line[1:]
			default:
				line = "  " + line
			}
			s.line(line)
		}
	}
}

// upper begins a sentence with a capital.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
