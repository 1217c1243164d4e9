package page_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/internal/outputtest"
	"magnetsim/output/page"
)

// hostileWords are shown wherever a scenario can put a name.
const hostileWords = `<script>alert("1")</script> & 'a' </svg> ` + "\u202egnp \u2066" + `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft`

// TestPageInABrowser audits a page of two runs with their figures as drawn, one
// of hostile text, in headless Chromium: see audit.mjs.
func TestPageInABrowser(t *testing.T) {
	audit := auditor(t)
	tame := outputtest.Report()
	wild := outputtest.Report()
	wild.Title, wild.Description, wild.SourceLine = hostileWords, hostileWords, hostileWords
	for i := range wild.Variants {
		wild.Variants[i].Title = hostileWords
	}
	for i := range wild.Sectors {
		wild.Sectors[i].Title = hostileWords
	}
	for i := range wild.Criteria {
		wild.Criteria[i].Title = hostileWords
	}
	parts := []page.Part{{Answer: output.Together([]string{"tame", "wild"}, []*output.Answer{tame.Answer(), wild.Answer()}, nil)}}
	for name, r := range map[string]*output.Report{"tame": tame, "wild": wild} {
		one := page.Part{Answer: r.Answer(), Name: name}
		drawn, err := figure.Of(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range drawn {
			var svg bytes.Buffer
			if err := d.Render(&svg, "svg", figure.Style{}); err != nil {
				t.Fatal(err)
			}
			one.Figures = append(one.Figures, page.Figure{Name: d.Figure, Doc: d.Doc, Alt: d.Alt(), Beside: d.Beside(), SVG: svg.Bytes()})
		}
		if len(one.Figures) == 0 {
			t.Fatal("no figures")
		}
		parts = append(parts, one)
	}
	path := filepath.Join(t.TempDir(), "page.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(page.HTML(f, parts...), f.Close()); err != nil {
		t.Fatal(err)
	}
	audit(path)
}

// auditor returns what audits a page; the test is skipped where the machine has
// no Chromium, Node.js or npm packages.
func auditor(t *testing.T) func(page string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node.js, which audits the page")
	}
	modules := os.Getenv("MAGNETSIM_NODE_MODULES")
	if modules == "" {
		t.Skip("needs the Node packages of .ci/npm, which audit the page: .ci/run installs them and names their folder in MAGNETSIM_NODE_MODULES")
	}
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && browser == "" {
			browser = path
		}
	}
	if browser == "" {
		t.Skip("no Chromium, in which the page is audited")
	}
	return func(page string) {
		cmd := exec.Command(node, "testdata/audit.mjs", page)
		cmd.Env = append(os.Environ(), "CHROMIUM="+browser)
		out, err := cmd.CombinedOutput()
		if found := strings.TrimSpace(string(out)); found != "" || err != nil {
			t.Errorf("%s: %v\n%s", filepath.Base(page), err, found)
		}
	}
}
