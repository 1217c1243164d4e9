package markdown_test

import (
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/markdown"
)

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		" two\n lines ":          "two lines",
		"a|b *c* _d_ `e` <f> #g": `a\|b \*c\* \_d\_ \` + "`e\\` \\<f\\> \\#g",
		"[x](y) ~ & \\":          `\[x\](y) \~ \& \\`,
		"1. first":               `1\. first`,
		"- item":                 `\- item`,
		"=":                      `\=`,
		"-2%":                    "-2%",
		"3\u00a0t":               "3\u00a0t",
	} {
		if got := markdown.Escape(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	var out strings.Builder
	markdown.Table(&out, output.Table{
		Columns: []output.Column{{Title: "Who", Kind: output.Text}, {Title: "Loss (t)", Kind: output.Number}}, Notes: []string{"a", "b"},
	}, [][]output.Cell{{{Text: "x|y"}, {Text: "3"}}})
	if want := "| Who | Loss (t) |\n| --- | ---: |\n| x\\|y | 3 |\n\na · b\n\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}
