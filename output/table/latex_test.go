package table

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"magnetsim/output/outputtest"
)

func TestLaTeXEscapes(t *testing.T) {
	for in, want := range map[string]string{
		`50% of R&D_x #1 {a} $`: `50\% of R\&D\_\allowbreak{}x \#1 \{a\} \$`,
		`\input{/etc/passwd}`:   `\textbackslash{}input\{/\allowbreak{}etc/\allowbreak{}passwd\}`,
		"~^<>|\"'`":             `\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}\textbar{}\textquotedbl{}\textquotesingle{}\textasciigrave{}`,
		"12 ± 3 t − 1":          `12 \ensuremath{\pm} 3 t \ensuremath{-} 1`,
		"über Łódź":             "über Łódź",
		"भारत":                  `\magnetsimletter{092D}{भ}\magnetsimletter{093E}{ा}\magnetsimletter{0930}{र}\magnetsimletter{0924}{त}`,
		"a\u202eb\x00\tc\n d":   "ab c d",
		"--":                    "{-}{-}",
		"-3 t":                  `\ensuremath{-}3 t`,
	} {
		if got := latex(in); got != want {
			t.Errorf("latex(%q) is %s, want %s", in, got, want)
		}
	}
}

// nasty is every printable character of ASCII, what LaTeX knows of the rest, and
// what it does not.
func nasty() string {
	var all strings.Builder
	for r := rune(' '); r < 0x7F; r++ {
		all.WriteRune(r)
	}
	for r := range signs {
		all.WriteRune(r)
	}
	for r := rune(0xA0); r < 0x180; r++ {
		all.WriteRune(r)
	}
	return all.String() + ` \end{document} \input{x} ^^41 %  भारत 中文 Ω 😀 ` + "\u202e\x00"
}

// The tables compile in an article, whatever the words in them.
func TestLaTeXCompiles(t *testing.T) {
	pdflatex, err := exec.LookPath("pdflatex")
	if err != nil {
		t.Skip("no pdflatex, which compiles the tables")
	}
	for _, name := range []string{"booktabs.sty", "longtable.sty", "array.sty"} {
		if exec.Command("kpsewhich", name).Run() != nil {
			t.Skipf("no %s, which the tables need", name)
		}
	}
	r := outputtest.Report()
	for i := range r.Variants {
		r.Variants[i].Title += " [x] " + nasty()
	}
	for i := range r.Assumptions {
		r.Assumptions[i].Note, r.Assumptions[i].Source = nasty(), "[h] "+nasty()
	}
	r.Title = nasty()
	r.Criteria[0].Title, r.Criteria[0].Line = nasty(), nasty()
	dir := t.TempDir()
	var document strings.Builder
	document.WriteString("\\documentclass[a4paper]{article}\n\\usepackage[T1]{fontenc} \\usepackage{textcomp} \\usepackage{booktabs} \\usepackage{longtable} \\usepackage{array}\n\\begin{document}\n")
	for name, write := range map[string]func(*strings.Builder) error{
		"grids": func(w *strings.Builder) error { return GridsLaTeX(w, r.Title, Grids(r, Choice{})) },
		"metric": func(w *strings.Builder) error {
			return GridsLaTeX(w, r.Title, Grids(r, Choice{Metrics: []string{"shortfall"}}))
		},
		"assumptions": func(w *strings.Builder) error { return AssumptionsSheet(r).WriteLaTeX(w) },
		"timeseries":  func(w *strings.Builder) error { return TimeseriesSheet(r, Choice{}).WriteLaTeX(w) },
	} {
		var text strings.Builder
		if err := write(&text); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, name+".tex"), text.String())
		fmt.Fprintf(&document, "\\input{%s.tex}\n\\clearpage\n", name)
	}
	put(t, filepath.Join(dir, "all.tex"), document.String()+"\\end{document}\n")
	cmd := exec.Command(pdflatex, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "all.tex")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "Output written on all.pdf") {
		t.Errorf("%v\n%s", err, out[max(0, len(out)-3000):])
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestGrids(t *testing.T) {
	r := outputtest.Report()
	var names []string
	for _, g := range Grids(r, Choice{Policies: []string{"none", "sixty"}}) {
		names = append(names, fmt.Sprintf("%s %d×%d", g.Name, len(g.Rows), len(g.Columns)))
	}
	want := "policies 2×7, policies 2×6, sectors 6×8, sectors 4×6, sectors 6×8, sectors 4×6, criteria 6×5"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	one := Grids(r, Choice{Metrics: []string{"shortfall.auto"}})
	if len(one) != 1 || one[0].Title != "shortfall.auto" || len(one[0].Rows) != 3 || one[0].Columns[2] != "Mean (t)" || one[0].Rows[0].Cells[2] != "1,203 ± 36" {
		t.Errorf("%+v", one)
	}
}

func TestExportGolden(t *testing.T) {
	r := outputtest.Report()
	for name, write := range map[string]func(io.Writer) error{
		"grids.tex":       func(w io.Writer) error { return GridsLaTeX(w, r.Title, Grids(r, Choice{})) },
		"assumptions.tex": AssumptionsSheet(r).WriteLaTeX,
		"grids.md": func(w io.Writer) error {
			return GridsMarkdown(w, r.Title, Grids(r, Choice{Metrics: []string{"shortfall"}}))
		},
		"assumptions.md": AssumptionsSheet(r).WriteMarkdown,
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.Bytes())
	}
}
