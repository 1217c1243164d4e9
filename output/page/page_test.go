package page

import (
	"bytes"
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"magnetsim/output/internal/golden"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40pt" height="20pt" viewBox="0 0 40 20" role="img" aria-labelledby="figure-a-title figure-a-desc">
<title id="figure-a-title">A &amp; B</title><desc id="figure-a-desc">One line.</desc>
<clipPath id="c"><path d="M0 0L40 20Z"/></clipPath><g clip-path="url(#c)"><path d="M0 0L40 20" stroke="#1a1c1e"/></g></svg>`

// reported is a report and its figures on a page.
type reported struct {
	*output.Report
	Part
}

func run() *reported {
	r := outputtest.Report()
	r.Changes = [][]output.PolicyChange{nil, {{Path: "stockpiles.national.target", Old: "0 days", New: "60 days"}}, {{Path: "rules.order", New: "[energy]"}, {Path: "rules.share", Old: "50%"}}}
	return &reported{r, Part{Name: "india-test-01234567", Figures: []Figure{
		{Name: "exceedance", Doc: "Chance of a larger shortfall.", Alt: "It falls from 80% to 4%.", SVG: []byte(picture), Link: "run/plots/exceedance.svg"},
		{Name: "sectors", Doc: "Mean shortfall by sector.", Alt: "Automotive most.", Beside: "sectors", SVG: []byte(picture)},
		{Name: "tornado", Doc: "What it goes with.", Alt: "The ban most.", Beside: "drivers", SVG: []byte(picture), Link: "run/plots/tornado.svg"},
	}}}
}

// parts are those of a page of reports: before several what they have in common.
func parts(runs ...*reported) []Part {
	var all []Part
	var names []string
	var answers []*output.Answer
	for _, r := range runs {
		r.Part.Answer = r.Report.Answer()
		all, names, answers = append(all, r.Part), append(names, r.Name), append(answers, r.Part.Answer)
	}
	if len(runs) < 2 {
		return all
	}
	return append([]Part{{Answer: output.Together(names, answers, []output.Warning{{What: "unlike", Why: "seeds differ", Do: "play again"}})}}, all...)
}

func pageOf(t interface{ Fatal(...any) }, runs ...*reported) string {
	var out bytes.Buffer
	if err := HTML(&out, parts(runs...)...); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func markdownOf(t *testing.T, runs ...*reported) string {
	t.Helper()
	var out bytes.Buffer
	if err := Markdown(&out, parts(runs...)...); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	body := pageOf(t, run())
	golden.Check(t, "one.html", body[strings.Index(body, "<body>"):]) // the head holds the stylesheet, and its hash
	golden.Check(t, "one.md", markdownOf(t, run()))
	second := run()
	second.Name, second.Figures, second.Bare = "other-run", nil, "No figures."
	golden.Check(t, "two.md", markdownOf(t, run(), second))
}

// The page may load and run nothing, and its stylesheet is the one that the
// policy admits.
func TestPageLoadsNothing(t *testing.T) {
	page := pageOf(t, run(), run())
	if strings.Count(page, `style-src &#39;sha256-`) != 1 || !strings.Contains(page, "default-src &#39;none&#39;") {
		t.Error("no policy that forbids what is loaded")
	}
	css := page[strings.Index(page, "<style>")+len("<style>") : strings.Index(page, "</style>")]
	hash := regexp.MustCompile(`sha256-[A-Za-z0-9+/&#;]+=*`).FindString(policyOf(css))
	if hash == "" || !strings.Contains(strings.ReplaceAll(page, "&#43;", "+"), hash) {
		t.Errorf("the policy does not admit the stylesheet, whose hash is %s", hash)
	}
	for _, loads := range []string{"<script", "<link", "src=", "@import", "url(h", "url(/", " style=", " onload"} {
		if strings.Contains(strings.ToLower(page), loads) {
			t.Errorf("the page holds %q", loads)
		}
	}
}

var (
	ids  = regexp.MustCompile(` id="([^"]*)"`)
	refs = regexp.MustCompile(`(?:href="#|url\(#|aria-labelledby=")([^")]*)`)
)

// With many runs and pictures every id stands once, and what points to an id
// finds it.
func TestIDsStandOnce(t *testing.T) {
	page := pageOf(t, run(), run())
	var all []string
	for _, m := range ids.FindAllStringSubmatch(page, -1) {
		if slices.Contains(all, m[1]) {
			t.Errorf("the id %q stands twice", m[1])
		}
		all = append(all, m[1])
	}
	found := 0
	for _, m := range refs.FindAllStringSubmatch(page, -1) {
		for _, id := range strings.Fields(m[1]) {
			found++
			if !slices.Contains(all, id) {
				t.Errorf("nothing has the id %q", id)
			}
		}
	}
	if len(all) < 30 || found < 30 {
		t.Errorf("only %d ids and %d that point to them", len(all), found)
	}
}

// Headings never skip a level, and there is one of the first.
func TestHeadings(t *testing.T) {
	for _, runs := range [][]*reported{{run()}, {run(), run()}} {
		before, first := 0, 0
		for _, m := range regexp.MustCompile(`<h(\d)`).FindAllStringSubmatch(pageOf(t, runs...), -1) {
			level, err := strconv.Atoi(m[1])
			if err != nil {
				t.Fatal(err)
			}
			if level > before+1 {
				t.Errorf("h%d follows h%d", level, before)
			}
			if level == 1 {
				first++
			}
			before = level
		}
		if first != 1 {
			t.Errorf("%d headings of the first level", first)
		}
	}
}

// What passes and what fails has a sign that does not rest on colour.
func TestOutcomesHaveSigns(t *testing.T) {
	page := pageOf(t, run())
	for _, want := range []string{`<td class="bad"><span aria-hidden="true">✗</span> FAIL`, `<td class="good"><span aria-hidden="true">✓</span> pass`, `<td class="open"><span aria-hidden="true">?</span> too close`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

// What the numbers do to the page.
func TestPageTells(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(r *reported)
		want   []string
		not    []string
	}{
		{"as it is", func(r *reported) { r.Full = true }, []string{"FAIL", "pass 330", "too close", "See the warning below", "National: target", "magnetsim run scenario.resolved.yaml", "0123456789abcdef", "~"}, []string{"INTERRUPTED", "<no value>"}},
		{"short", func(*reported) {}, []string{"Left out here: by sector: No stockpile, what each policy changes in the scenario", "report --full", "What to do:"}, []string{"Auto: growth ~", "Ministry of Mines"}},
		{"no criteria", func(r *reported) { r.Report.Criteria = nil }, nil, []string{"Criteria", "✗"}},
		{"no warnings", func(r *reported) { r.Report.Warnings = nil }, nil, []string{"Mind the", "Warnings"}},
		{"interrupted", func(r *reported) { r.Report.Run.Complete = false; r.Report.Run.Asked = 20_000 }, []string{"INTERRUPTED before 20,000"}, nil},
		{"failed", func(r *reported) { r.Report.Health = output.Health{Failed: 3, FirstError: "a fault"} }, []string{"3 failed and left out"}, nil},
		{"what drives it", func(r *reported) { r.Full = true }, []string{
			"Under No stockpile, the shortfall goes most with Ban: duration: a mean of 1,210 t where that is lowest (0.2 yr), 2,980 t where it is highest (1.4 yr), rank correlation 0.31; then with Japan: capacity (−0.12). No single input explains much: even that one about 9.6% of",
			"taken together, account for about 14% (11% to 17%)", "can be told from noise in the first 5,000 of the 10,000 trials", "the other 28 cannot be told from zero", "Auto: growth ~", "Figure 3.",
		}, []string{"stores no ranking"}},
		{"a report from before", func(r *reported) { r.Report.Drivers = nil }, []string{"does not store a ranking of the inputs"}, []string{"goes most with"}},
		{"nothing told", func(r *reported) { r.Report.Drivers.Rows, r.Report.Drivers.Apart = r.Report.Drivers.Rows[2:], 0 }, []string{"no input can be shown to go with the shortfall", "None of the 30 inputs"}, []string{"goes most with Ban", "goes with most"}},
		{"nothing varies", func(r *reported) { r.Report.Drivers = &output.Drivers{} }, []string{"Nothing to report"}, []string{"NaN"}},
		{"one input", func(r *reported) {
			d := r.Report.Drivers
			d.Rows, d.Apart, d.Inputs, d.Head.Trials = d.Rows[:1], 1, 1, 10_000
			d.Rows[0].Rank.Value = 0.9
			d.Explained = output.Interval{Value: math.NaN()}
		}, []string{"All of the inputs that vary (1)", "in these 10,000 trials"}, []string{"No single input", "account for", "NaN"}},
		{"nothing uncertain", func(r *reported) { r.Report.Inputs = nil }, []string{"Nothing in the scenario is uncertain"}, nil},
		{"no trials", func(r *reported) { r.Report.Run.Trials = 0; r.Report.Stats = nil; r.Report.Paired = nil }, []string{"No trial was played"}, nil},
		{"no names", func(r *reported) { r.Report.Title, r.Report.Scenario = "", "" }, []string{"An answer without a name"}, nil},
		{"unknown changes", func(r *reported) { r.Changes, r.Full = nil, true }, []string{"see the scenario file for what it changes"}, []string{"the scenario as it stands"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run()
			c.change(r)
			for kind, text := range map[string]string{"html": strings.ReplaceAll(pageOf(t, r), "<wbr>", ""), "md": strings.ReplaceAll(markdownOf(t, r), `\`, "")} {
				for _, want := range c.want {
					if !strings.Contains(text, want) {
						t.Errorf("%s: no %q", kind, want)
					}
				}
				for _, not := range c.not {
					if strings.Contains(text, not) {
						t.Errorf("%s: there is %q", kind, not)
					}
				}
			}
		})
	}
}

func TestNoAnswers(t *testing.T) {
	if err := errors.Join(HTML(&bytes.Buffer{}), Markdown(&bytes.Buffer{})); err == nil || strings.Count(err.Error(), "needs an answer") != 2 {
		t.Errorf("error %v", err)
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestAWriterThatFails(t *testing.T) {
	all := parts(run())
	if a, b := HTML(fullDisk{}, all...), Markdown(fullDisk{}, all...); !errors.Is(a, errFull) || !errors.Is(b, errFull) {
		t.Errorf("errors %v and %v, want %v", a, b, errFull)
	}
}
