package page

import (
	"encoding/xml"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// hostile is text that would break out of wherever it is set unescaped.
const hostile = "<script>alert(1)</script></svg></td></style><img src=x onerror=alert(1)> \"'`| *a* [b](javascript:x) ${x} {{.}} \u202egnp.exe\u202c \u2066x \x00\x1b[31m &lt; # 1. --> "

// poison puts a text into every text of a value, and returns how many.
func poison(v reflect.Value, text string) int {
	n := 0
	switch v.Kind() {
	case reflect.Pointer:
		n = poison(v.Elem(), text)
	case reflect.Struct:
		for i := range v.NumField() {
			n += poison(v.Field(i), text)
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += poison(v.Index(i), text)
		}
	case reflect.String:
		v.SetString(text + v.String())
		n = 1
	}
	return n
}

// poisoned is a run in which every text that a scenario or its file can name is
// hostile.
func poisoned(text string) *reported {
	r := run()
	for i := range r.Report.Assumptions { // whose paths are grouped by what stands before the first dot
		r.Report.Assumptions[i].Path = strings.ReplaceAll(text, ".", "") + r.Report.Assumptions[i].Path
	}
	for _, one := range []any{&r.Report.Variants, &r.Report.Sectors, &r.Report.Inputs, &r.Report.Drivers, &r.Report.Warnings, &r.Report.Run, &r.Report.Health, &r.Report.Changes} {
		poison(reflect.ValueOf(one).Elem(), text)
	}
	for i := range r.Report.Assumptions {
		a := &r.Report.Assumptions[i]
		a.Value, a.Means, a.Source, a.Note = text+a.Value, text+a.Means, text+a.Source, text+a.Note
	}
	for _, s := range []*string{&r.Report.Scenario, &r.Report.Title, &r.Report.Description, &r.Report.SourceLine, &r.Report.NoteLine, &r.Name, &r.Bare} {
		*s = text
	}
	for i := range r.Report.Criteria {
		r.Report.Criteria[i].Title, r.Report.Criteria[i].Line = text, text
	}
	var escaped strings.Builder
	if err := xml.EscapeText(&escaped, []byte(text)); err != nil {
		panic(err)
	}
	for i := range r.Figures {
		r.Figures[i].Doc, r.Figures[i].Alt = text, text
		r.Figures[i].Name = text
		r.Figures[i].SVG = []byte(strings.Replace(picture, "One line.", escaped.String(), 1))
	}
	return r
}

// elements counts the elements and attribute names of a page as a browser reads
// it.
func elements(t interface{ Fatal(...any) }, page string) map[string]int {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]int{}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data != "wbr" { // which text may bring with it
			all[n.Data]++
			for _, a := range n.Attr {
				all["@"+a.Key]++
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return all
}

// Hostile text adds no element and no attribute: what a browser reads is built
// like the page of tame text of the same places.
func TestHostileText(t *testing.T) {
	tame, wild := pageOf(t, poisoned("tame "), poisoned("tame ")), pageOf(t, poisoned(hostile), poisoned(hostile))
	a, b := elements(t, tame), elements(t, wild)
	if a["table"] < 10 || a["svg"] != 6 {
		t.Fatalf("the page holds %v", a)
	}
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("tame %v\nwild %v", a, b)
	}
	for _, text := range []string{wild, markdownOf(t, poisoned(hostile))} {
		if i := strings.IndexAny(text, "\u202e\u202c\u2066\x00\x1b"); i >= 0 {
			t.Errorf("a control character is left: %q", text[max(0, i-200):i+20])
		}
	}
}

// In Markdown hostile text keeps to its line and its cell, and marks up nothing.
func TestHostileMarkdown(t *testing.T) {
	tame, wild := markdownOf(t, poisoned("tame ")), markdownOf(t, poisoned(hostile))
	if a, b := strings.Count(tame, "\n"), strings.Count(wild, "\n"); a != b {
		t.Errorf("%d lines, with hostile text %d", a, b)
	}
	bare := regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*[<\x60]`)
	a, b := strings.Split(tame, "\n"), strings.Split(wild, "\n")
	for i := range min(len(a), len(b)) {
		if x, y := bars(a[i]), bars(b[i]); x != y {
			t.Errorf("%d cells, with hostile text %d: %s", x, y, b[i])
		}
		if !strings.HasPrefix(b[i], "![") && bare.MatchString(b[i]) {
			t.Errorf("markup is left in %q", b[i])
		}
	}
}

// bars counts the bars of a line that are not behind a backslash.
func bars(line string) int {
	return strings.Count(strings.NewReplacer(`\\`, "", `\|`, "").Replace(line), "|")
}

// So does any text.
func TestAnyTextIsEscaped(t *testing.T) {
	want := fmt.Sprint(elements(t, pageOf(t, poisoned("tame "))))
	rapid.Check(t, func(t *rapid.T) {
		r := poisoned("x" + rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("<>&\"'`/={}|\\ \n")))).Draw(t, "text"))
		for i := range r.Figures { // a picture with text that no XML can hold is refused, see below
			r.Figures[i].SVG = []byte(picture)
		}
		if got := fmt.Sprint(elements(t, pageOf(t, r))); got != want {
			t.Fatalf("got %s\nwant %s", got, want)
		}
	})
}

// A picture may hold shapes and text alone.
func TestPicturesThatAreRefused(t *testing.T) {
	for _, bad := range []string{
		`<svg><script>1</script></svg>`, `<svg><style>a{}</style></svg>`, `<svg><foreignObject/></svg>`, `<svg onload="x"/>`, `<svg ONLOAD="x"/>`,
		`<svg style="x"/>`, `<svg><use href="http://x/y#z"/></svg>`, `<svg><image href="javascript:x"/></svg>`, `<svg><path fill="url(http://x)"/></svg>`,
		`<svg><a href="#x"/></svg>`, `<svg><path></svg>`, `<svg>`, `<svg class="bad"/>`,
	} {
		if out, err := inline([]byte(bad), nil, "p-", &shades{}); err == nil {
			t.Errorf("%s is taken in as %s", bad, out)
		}
	}
	good, err := inline([]byte(`<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><image href="data:image/png;base64,AA=="/><text id="a" fill="url(#b)">&lt;b&gt;</text></svg>`), nil, "p-", &shades{})
	want := `<svg><use href="#p-a"></use><image href="data:image/png;base64,AA=="></image><text id="p-a" fill="url(#p-b)">&lt;b&gt;</text></svg>`
	if err != nil || string(good) != want {
		t.Errorf("%s, %v", good, err)
	}
}

func TestPieces(t *testing.T) {
	var got string
	for _, p := range pieces(`Ministry, https://a.in/x?y=1 (https://b.org/z). javascript:x https:// end, 1.5 of curbs.ban.start`) {
		got += p.Text
		if p.Link != "" {
			got += "<" + p.Link + ">"
		}
		if p.Break {
			got += "|"
		}
	}
	want := "Ministry, https://a.in/x?y=1<https://a.in/x?y=1> (https://b.org/z<https://b.org/z>). javascript:x https:// end, 1.5 of curbs.|ban.|start"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
