package table

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"magnetsim/output"
)

// preamble tells what a document needs for the tables, and defines what they
// use. Scripts that pdfLaTeX has no letters for are set by XeLaTeX and LuaLaTeX,
// and told by their code elsewhere.
const preamble = `%% %s
%% Written by magnetsim; to be read in by \input. In the document's preamble:
%%   \usepackage[T1]{fontenc} \usepackage{textcomp} \usepackage{booktabs} \usepackage{longtable} \usepackage{array}
\providecommand{\magnetsimletter}[2]{\ifdefined\Umathchar#2\else[U+#1]\fi}

`

// GridsLaTeX writes tables for people as LaTeX.
func GridsLaTeX(w io.Writer, title string, grids []output.Grid) error {
	var out strings.Builder
	fmt.Fprintf(&out, preamble, comment(title))
	for _, g := range grids {
		latexGrid(&out, g)
	}
	_, err := io.WriteString(w, out.String())
	return err
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

func latexGrid(out *strings.Builder, g output.Grid) {
	fmt.Fprintf(out, "\\begin{table}[htbp]\n\\centering\\footnotesize\\setlength{\\tabcolsep}{4pt}\n\\caption{%s}\n", latex(g.Title))
	fmt.Fprintf(out, "\\begin{tabular}{@{}%s@{}}\n\\toprule\n", alignment(g))
	latexRow(out, headed(g))
	out.WriteString("\\midrule\n")
	for _, row := range g.Rows {
		if row.Rule {
			out.WriteString("\\midrule\n")
		}
		latexRow(out, latexAll(row.Cells))
	}
	out.WriteString("\\bottomrule\n\\end{tabular}\n")
	if len(g.Notes) > 0 {
		fmt.Fprintf(out, "\n\\smallskip\\begin{minipage}{\\linewidth}\\scriptsize %s\\end{minipage}\n", latex(strings.Join(g.Notes, " · ")))
	}
	out.WriteString("\\end{table}\n\n")
}

func latexRow(out *strings.Builder, cells []string) {
	// A row that begins with a bracket would be read as the option of \\ above.
	out.WriteString("{}" + strings.Join(cells, " & ") + " \\\\\n")
}

// alignment sets numbers to the right, and words in columns that wrap.
func alignment(g output.Grid) string {
	var out strings.Builder
	for c := range g.Columns {
		if c == 0 || wordy(g, c) {
			out.WriteString(`>{\raggedright\arraybackslash}p{0.2\linewidth}`)
		} else {
			out.WriteString("r")
		}
	}
	return out.String()
}

// wordy reports whether a column holds words, not numbers.
func wordy(g output.Grid, c int) bool {
	return slices.ContainsFunc(g.Rows, func(row output.GridRow) bool {
		text := row.Cells[c]
		return text != "" && text != output.Same && !strings.ContainsAny(text, "0123456789") || strings.ContainsAny(text, "<>=")
	})
}

// headed breaks the headings of numbers into short lines, so that the columns are
// as narrow as their numbers.
func headed(g output.Grid) []string {
	all := latexAll(g.Columns)
	for c, text := range g.Columns {
		if c == 0 || wordy(g, c) {
			continue
		}
		name, unit, measured := strings.Cut(text, " (")
		lines := short(name)
		if measured {
			lines = append(lines, "("+unit)
		}
		all[c] = "\\shortstack[r]{" + strings.Join(latexAll(lines), "\\\\") + "}"
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

// WriteLaTeX writes a sheet as a LaTeX table that goes on over pages, in columns
// that wrap: for tables of words.
func (s Sheet) WriteLaTeX(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintf(&out, preamble, comment(s.Title))
	fmt.Fprintf(&out, "{\\scriptsize\n\\begin{longtable}{%s}\n\\caption{%s}\\\\\n\\toprule\n", s.widths(), latex(s.Title))
	var names []string
	for _, c := range s.Columns {
		names = append(names, c.Name)
	}
	latexRow(&out, latexAll(names))
	out.WriteString("\\midrule\n\\endfirsthead\n\\toprule\n")
	latexRow(&out, latexAll(names))
	out.WriteString("\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n")
	err := s.Each(func(row []Cell) error {
		latexRow(&out, latexAll(s.words(row)))
		out.WriteString("\\addlinespace[2pt]\n")
		return nil
	})
	if err != nil {
		return err
	}
	out.WriteString("\\end{longtable}}\n")
	_, err = io.WriteString(w, out.String())
	return err
}

// widths shares the line among the columns, by what they hold.
func (s Sheet) widths() string {
	total := 0.0
	for _, c := range s.Columns {
		total += widthOf(c)
	}
	var out strings.Builder
	for _, c := range s.Columns {
		fmt.Fprintf(&out, ">{\\raggedright\\arraybackslash}p{\\dimexpr%.3f\\linewidth-2\\tabcolsep}", 0.99*widthOf(c)/total)
	}
	return out.String()
}

// words writes the cells of a row as CSV would.
func (s Sheet) words(row []Cell) []string {
	var all []string
	for i, c := range row {
		text := c.Text
		switch s.Columns[i].Kind {
		case Figure:
			text = string(appendNumber(nil, c.Number))
		case Whole:
			text = fmt.Sprintf("%.0f", c.Number)
		}
		all = append(all, text)
	}
	return all
}

func latexAll(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, latex(s))
	}
	return out
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

// negative is a number below 0.
var negative = regexp.MustCompile(`^-\d`)

// accented are the letters beyond Latin-1 that the T1 encoding has.
const accented = "ĂăĄąĆćČčĎďĐđĘęĚěĞğĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŞşŠšŢţŤťŮůŰűŹźŻżŽžŒœŸİı"

// latex escapes a text.
func latex(s string) string {
	var out strings.Builder
	s = plainSpaces(s)
	for i, r := range s {
		sign, known := signs[r]
		switch {
		case i == 0 && negative.MatchString(s):
			out.WriteString(signs['−'])
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
