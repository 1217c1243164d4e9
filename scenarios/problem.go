package scenarios

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The severities of a problem. A scenario with an error does not run.
const (
	Error   = "error"
	Warning = "warning"
)

// Problem is one thing that is wrong, or doubtful, in a scenario file.
type Problem struct {
	File       string `json:"file"`
	Line       int    `json:"line"`    // from 1
	Col        int    `json:"col"`     // in characters, from 1
	EndCol     int    `json:"end_col"` // first character after
	Severity   string `json:"severity"`
	Rule       string `json:"rule"` // short and stable, such as "unknown-key"
	Msg        string `json:"message"`
	Why        string `json:"why,omitempty"` // of a warning that bears on the answer: the reason
	Fix        string `json:"fix,omitempty"`
	Suggestion string `json:"suggestion,omitempty"` // a word that was probably meant
	Source     string `json:"source"`               // the line of the file

	ofCase bool // it is of a case that the file describes
}

// Problems are all that was found, in the order of the files.
type Problems []Problem

// Failed reports whether there is an error among the problems.
func (p Problems) Failed() bool {
	return slices.ContainsFunc(p, func(q Problem) bool { return q.Severity == Error })
}

// Err returns the problems as an error where one of them is an error, else nil.
func (p Problems) Err() error {
	if !p.Failed() {
		return nil
	}
	return p
}

// Error renders the problems as text.
func (p Problems) Error() string {
	var b strings.Builder
	p.Render(&b) // a strings.Builder never fails
	return strings.TrimRight(b.String(), "\n")
}

// Render writes each problem with its place, the line of the file, a mark
// under the place, and what to do. It returns the error of the writer.
func (p Problems) Render(w io.Writer) error {
	for i, q := range p {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, q.String()); err != nil {
			return err
		}
	}
	return nil
}

// JSON returns the problems as an indented JSON array.
func (p Problems) JSON() ([]byte, error) {
	if p == nil {
		p = Problems{}
	}
	return json.MarshalIndent(p, "", "  ")
}

// String renders one problem, ending in a line break.
func (q Problem) String() string {
	var b strings.Builder
	severity := ""
	if q.Severity == Warning {
		severity = "warning: "
	}
	fmt.Fprintf(&b, "%s: %s%s [%s]\n", Printable(q.place()), severity, Printable(q.Msg), q.Rule)
	gutter := "   "
	if q.Source != "" {
		gutter = strings.Repeat(" ", len(fmt.Sprint(q.Line))+1)
		line, mark := q.shown()
		fmt.Fprintf(&b, "%s|\n%d | %s\n%s| %s\n", gutter, q.Line, line, gutter, mark)
	}
	if q.Suggestion != "" {
		fmt.Fprintf(&b, "%s did you mean %q?\n", gutter, q.Suggestion)
	}
	if q.Why != "" {
		fmt.Fprintf(&b, "%s %s\n", gutter, q.Why)
	}
	if q.Fix != "" {
		fmt.Fprintf(&b, "%s %s\n", gutter, Printable(q.Fix))
	}
	return b.String()
}

func (q Problem) place() string {
	if q.Line == 0 {
		return q.File
	}
	return fmt.Sprintf("%s:%d:%d", q.File, q.Line, q.Col)
}

// longestShown is the number of characters of a line that a message shows, and
// contextShown how many of them stand before a fault that lies beyond.
const (
	longestShown = 240
	contextShown = 60
)

// shown returns the line as a terminal can show it, and the mark to stand under
// it. What does not print becomes a dot; of a long line a part is shown.
func (q Problem) shown() (line, mark string) {
	text := []rune(strings.Map(printable, q.Source))
	from, to := 0, len(text)
	if to > longestShown {
		if q.EndCol > longestShown {
			from = max(0, min(q.Col-1-contextShown, to-longestShown))
		}
		to = from + longestShown
	}
	line = string(text[from:to])
	before := indent(text[from:max(from, min(q.Col-1, to))])
	if from > 0 {
		line, before = cut+line, strings.Repeat(" ", len([]rune(cut)))+before
	}
	if to < len(text) {
		line += " …"
	}
	return line, before + "^" + strings.Repeat("~", max(0, min(q.EndCol-1, to)-q.Col))
}

// cut stands where the beginning of a line is left out.
const cut = "… "

func printable(r rune) rune {
	if r == '\t' || r != utf8.RuneError && unicode.IsPrint(r) {
		return r
	}
	return '·'
}

// indent is the white space as wide as a text: tabs stay tabs, so that the mark
// stands right whatever their width.
func indent(text []rune) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(text))
}

// sorted returns the problems without duplicates: file by file in the order of
// first mention, each from its top, as far as they are told.
func (p Problems) sorted() Problems {
	files := map[string]int{}
	for _, q := range p {
		if _, ok := files[q.File]; !ok {
			files[q.File] = len(files)
		}
	}
	out := slices.Clone(p)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(files[a.File], files[b.File]), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return slices.Compact(out).first()
}

// mostProblems is how many problems are told. Nobody reads more, and what would
// tell what was meant by each takes a time that grows with its square.
const mostProblems = 50

// first returns at most mostProblems, errors rather than warnings, and a last one
// that counts the rest.
func (p Problems) first() Problems {
	if len(p) <= mostProblems {
		return p
	}
	errors := 0
	for _, q := range p {
		if q.Severity == Error {
			errors++
		}
	}
	warnings := max(0, mostProblems-errors)
	out := make(Problems, 0, mostProblems+1)
	rest := Problem{Severity: Warning, Rule: "more"}
	hidden := 0
	for _, q := range p {
		shown := len(out) < mostProblems
		if q.Severity == Warning {
			shown = shown && warnings > 0
			warnings--
		}
		if shown {
			out = append(out, q)
			continue
		}
		if hidden++; q.Severity == Error {
			rest.Severity = Error
		}
		rest.File = cmp.Or(rest.File, q.File)
	}
	rest.Msg, rest.Fix = fmt.Sprintf("%d more problems are not shown", hidden), "fix these first"
	return append(out, rest)
}

// notes collects problems.
type notes struct {
	found Problems

	line   origin // of which the length in characters was last counted
	length int
}

// meant says which of the known words was probably meant, as long as there are
// few problems.
func (n *notes) meant(p *Problem, word string, known []string) {
	if len(n.found) <= mostProblems {
		p.Suggestion = Nearest(word, known)
	}
}

// lengthOf returns the length of a line in characters.
func (n *notes) lengthOf(at origin, text string) int {
	if line := (origin{file: at.file, line: at.line}); n.line != line {
		n.line, n.length = line, utf8.RuneCountInString(text)
	}
	return n.length
}

// report adds an error at a place.
func (n *notes) report(at origin, rule, msg, fix string) *Problem {
	return n.add(Error, at, rule, msg, fix)
}

// warn adds a warning at a place.
func (n *notes) warn(at origin, rule, msg, fix string) *Problem {
	return n.add(Warning, at, rule, msg, fix)
}

func (n *notes) add(severity string, at origin, rule, msg, fix string) *Problem {
	p := Problem{Line: at.line, Col: at.col, Severity: severity, Rule: rule, Msg: msg, Fix: fix}
	if at.file != nil {
		p.File, p.Source = at.file.name, at.file.line(at.line)
	}
	p.EndCol = at.col + max(1, at.width)
	if length := n.lengthOf(at, p.Source); p.EndCol > length+1 {
		p.EndCol = max(at.col+1, length+1)
	}
	n.found = append(n.found, p)
	return &n.found[len(n.found)-1]
}

// upsets reports a character that changes how others are shown: one that
// controls a terminal, turns the direction of what follows (so that a title
// reads as another, U+202E and its kin), or hides. The joiners U+200C and U+200D
// belong to the spelling of Hindi and Persian, and the marks U+200E and U+200F to
// that of Hebrew and Arabic: they stay.
func upsets(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r == 0x2028 || r == 0x2029 || r == 0x200b || r == 0x2060 || r == 0xfeff ||
		r >= 0xfff9 && r <= 0xfffb || r >= 0xe0000 && r <= 0xe007f
}

// Printable returns a text as a terminal can show it: what does not print
// becomes a dot, but for line breaks and tabs. Names of files and folders may
// hold anything.
func Printable(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "·")
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !upsets(r) {
			return r
		}
		return '·'
	}, text)
}
