package file

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	"magnetsim/output"
	"magnetsim/output/markdown"
)

// printed is a table in words.
type printed struct {
	output.Table
	rows [][]output.Cell
}

// inWords hands out tables, part by part, as a document shows them.
func inWords(tables []output.Table, show func(printed)) error {
	for _, t := range tables {
		for _, part := range t.Parts() {
			shown, rows, err := part.InWords(output.Page)
			if err != nil {
				return err
			}
			if len(rows) > 0 || len(tables) == 1 { // else nothing to tell beside the others
				show(printed{shown, rows})
			}
		}
	}
	return nil
}

// writeMarkdown writes tables as Markdown, each under a heading.
func writeMarkdown(w io.Writer, h output.Head, tables []output.Table) error {
	var out strings.Builder
	if h.Title != "" {
		out.WriteString("# " + markdown.Escape(h.Title) + "\n\n")
	}
	err := inWords(tables, func(p printed) {
		out.WriteString("## " + markdown.Escape(p.Title) + "\n\n")
		markdown.Table(&out, p.Table, p.rows)
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, strings.TrimRight(out.String(), "\n")+"\n")
	return err
}

// preamble tells what a document needs for the tables, and defines what they
// use. Scripts that pdfLaTeX has no letters for are set by XeLaTeX and LuaLaTeX,
// and told by their code elsewhere.
const preamble = `%% %s
%% Written by magnetsim; to be read in by \input. In the document's preamble:
%%   \usepackage[T1]{fontenc} \usepackage{textcomp} \usepackage{booktabs} \usepackage{longtable} \usepackage{array}
\providecommand{\magnetsimletter}[2]{\ifdefined\Umathchar#2\else[U+#1]\fi}

`

// writeLaTeX writes tables as LaTeX: one of numbers floats, one of words goes on
// over pages in columns that wrap.
func writeLaTeX(w io.Writer, h output.Head, tables []output.Table) error {
	var out strings.Builder
	fmt.Fprintf(&out, preamble, comment(h.Title))
	err := inWords(tables, func(p printed) {
		if p.wordy() > 2 {
			p.long(&out)
		} else {
			p.table(&out)
		}
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, out.String())
	return err
}

// wordy counts the columns of words.
func (t printed) wordy() (n int) {
	for _, c := range t.Columns {
		if !c.Kind.Numeric() {
			n++
		}
	}
	return n
}

// comment keeps a text within a comment of one line.
func comment(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) && r < 0x7F {
			return r
		}
		return '?'
	}, strings.Join(strings.Fields(s), " "))
}

func (t printed) table(out *strings.Builder) {
	fmt.Fprintf(out, "\\begin{table}[htbp]\n\\centering\\footnotesize\\setlength{\\tabcolsep}{4pt}\n\\caption{%s}\n", latex(t.Title))
	fmt.Fprintf(out, "\\begin{tabular}{@{}%s@{}}\n\\toprule\n", t.alignment())
	latexRow(out, t.headed())
	out.WriteString("\\midrule\n")
	for _, row := range t.rows {
		if row[0].Rule {
			out.WriteString("\\midrule\n")
		}
		latexRow(out, latexCells(row))
	}
	out.WriteString("\\bottomrule\n\\end{tabular}\n")
	latexNotes(out, t.Notes)
	out.WriteString("\\end{table}\n\n")
}

func latexNotes(out *strings.Builder, notes []string) {
	if len(notes) > 0 {
		fmt.Fprintf(out, "\n\\smallskip\\begin{minipage}{\\linewidth}\\scriptsize %s\\end{minipage}\n", latex(strings.Join(notes, " · ")))
	}
}

func latexRow(out *strings.Builder, cells []string) {
	// A row that begins with a bracket would be read as the option of \\ above.
	out.WriteString("{}" + strings.Join(cells, " & ") + " \\\\\n")
}

// alignment sets numbers to the right, and words in columns that wrap.
func (t printed) alignment() string {
	var out strings.Builder
	for i, c := range t.Columns {
		if i == 0 || !c.Kind.Numeric() {
			out.WriteString(`>{\raggedright\arraybackslash}p{0.2\linewidth}`)
		} else {
			out.WriteString("r")
		}
	}
	return out.String()
}

// headed breaks the headings of numbers into short lines, so that the columns are
// as narrow as their numbers.
func (t printed) headed() []string {
	all := t.heads()
	for i, c := range t.Columns {
		if i == 0 || !c.Kind.Numeric() {
			continue
		}
		name, unit, measured := strings.Cut(c.Title, " (")
		lines := short(name)
		if measured {
			lines = append(lines, "("+unit)
		}
		all[i] = "\\shortstack[r]{" + strings.Join(latexOf(lines, strings.Clone), "\\\\") + "}"
	}
	return all
}

// short breaks a text at spaces into lines of some twelve characters.
func short(s string) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		if n := len(lines); n > 0 && len(lines[n-1])+len(word) < 12 {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// latexLong writes a table that goes on over pages, in columns that wrap.
func (t printed) long(out *strings.Builder) {
	fmt.Fprintf(out, "{\\scriptsize\n\\begin{longtable}{%s}\n\\caption{%s}\\\\\n\\toprule\n", t.widths(), latex(t.Title))
	latexRow(out, t.heads())
	out.WriteString("\\midrule\n\\endfirsthead\n\\toprule\n")
	latexRow(out, t.heads())
	out.WriteString("\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n")
	for _, row := range t.rows {
		latexRow(out, latexCells(row))
		out.WriteString("\\addlinespace[2pt]\n")
	}
	out.WriteString("\\end{longtable}}\n")
	latexNotes(out, t.Notes)
}

// widths shares the line among the columns, by what they hold: its square root, so
// that a column of sentences leaves room for one of names.
func (t printed) widths() string {
	total, share := 0.0, make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		most := len(c.Title)
		for _, row := range t.rows {
			most = max(most, len(row[i].Text))
		}
		share[i] = math.Sqrt(float64(max(most, 4)))
		total += share[i]
	}
	var out strings.Builder
	for _, x := range share {
		fmt.Fprintf(&out, ">{\\raggedright\\arraybackslash}p{\\dimexpr%.3f\\linewidth-2\\tabcolsep}", 0.99*x/total)
	}
	return out.String()
}

// latexOf escapes the text of each of a list.
func latexOf[T any](all []T, text func(T) string) []string {
	var out []string
	for _, x := range all {
		out = append(out, latex(text(x)))
	}
	return out
}

func latexCells(row []output.Cell) []string {
	return latexOf(row, func(c output.Cell) string { return c.Text })
}

func (t printed) heads() []string {
	return latexOf(t.Columns, func(c output.Column) string { return c.Title })
}

// signs are the characters that LaTeX reads as commands, and those beyond ASCII
// that pdfLaTeX needs a command for.
var signs = map[rune]string{
	'\\': `\textbackslash{}`, '{': `\{`, '}': `\}`, '$': `\$`, '&': `\&`, '#': `\#`, '_': `\_\allowbreak{}`, '%': `\%`,
	'^': `\textasciicircum{}`, '~': `\textasciitilde{}`, '<': `\textless{}`, '>': `\textgreater{}`, '|': `\textbar{}`, '"': `\textquotedbl{}`,
	'\'': `\textquotesingle{}`, '`': `\textasciigrave{}`, '-': `{-}`, '.': `.\allowbreak{}`, '/': `/\allowbreak{}`, '[': `{[}`, ']': `{]}`,
	'\u00a0': `~`, '±': `\ensuremath{\pm}`, '−': `\ensuremath{-}`, '×': `\ensuremath{\times}`, '·': `\textperiodcentered{}`, '–': `--`, '—': `---`, '…': `\ldots{}`,
	'→': `\ensuremath{\to}`, '≤': `\ensuremath{\le}`, '≥': `\ensuremath{\ge}`, '≈': `\ensuremath{\approx}`, '∞': `\ensuremath{\infty}`, '°': `\textdegree{}`,
	'µ': `\textmu{}`, 'μ': `\ensuremath{\mu}`, '²': `\ensuremath{^2}`, '³': `\ensuremath{^3}`, '€': `\texteuro{}`,
	'‘': "`", '’': "'", '“': "``", '”': "''", '✓': `\ensuremath{\surd}`, '✗': `\ensuremath{\times}`,
}

// accented are the letters beyond Latin-1 that the T1 encoding has.
const accented = "ĂăĄąĆćČčĎďĐđĘęĚěĞğĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŞşŠšŢţŤťŮůŰűŹźŻżŽžŒœŸİı"

// latex escapes a text.
func latex(s string) string {
	var out strings.Builder
	s = plainSpaces(s)
	for _, r := range s {
		sign, known := signs[r]
		switch {
		case known:
			out.WriteString(sign)
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co):
		case r < 0x7F, r >= 0xC0 && r <= 0xFF && unicode.IsLetter(r), strings.ContainsRune(accented, r):
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, `\magnetsimletter{%04X}{%c}`, r, r)
		}
	}
	return out.String()
}

// plainSpaces turns runs of white space into one space each, and keeps no-break
// spaces.
func plainSpaces(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "?"), func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }), " ")
}
