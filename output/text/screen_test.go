package text

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func screenOf(t *testing.T, r *output.Report, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Screen(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestScreenGolden(t *testing.T) {
	for _, width := range []int{60, 80, 180} {
		golden(t, fmt.Sprintf("policies-%d.txt", width), screenOf(t, outputtest.Report(), Options{Width: width}))
	}
	golden(t, "color.txt", screenOf(t, outputtest.Report(), Options{Color: true}))
}

// No line is wider than the screen, at any width and in colour too, and nothing
// of the tables is lost on the way.
func TestScreenFits(t *testing.T) {
	for width := 40; width <= 240; width += 7 {
		for _, color := range []bool{false, true} {
			out := screenOf(t, outputtest.Report(), Options{Width: width, Color: color})
			for line := range strings.Lines(out) {
				if got := columns(strings.TrimRight(line, "\n")); got > width {
					t.Errorf("width %d: %d columns: %q", width, got, line)
				}
			}
			for _, want := range []string{"p90", "CVaR95", "Units lost", "Stockpile cost", " 19.6 ± 0.8%", "FAIL", "Time to survive", "vehicles"} {
				if !strings.Contains(out, want) {
					t.Errorf("width %d: no %q", width, want)
				}
			}
		}
	}
}

func TestScreenWithoutColorHasNoEscapes(t *testing.T) {
	if out := screenOf(t, outputtest.Report(), Options{Width: 80}); strings.Contains(out, "\x1b") {
		t.Errorf("escape codes in %q", out)
	}
	if out := screenOf(t, outputtest.Report(), Options{Width: 80, Color: true}); !strings.Contains(out, "\x1b[1m") {
		t.Error("no bold heading although colours are allowed")
	}
}

// The words that mean something else to a reader from finance never appear.
func TestScreenNeverSaysExpectedShortfall(t *testing.T) {
	out := strings.ToLower(screenOf(t, outputtest.Report(), Options{Width: 200}))
	if strings.Contains(out, "expected shortfall") || strings.Contains(out, "nan") {
		t.Errorf("got %s", out)
	}
}

func TestScreenMarksWhatCannotBeToldApart(t *testing.T) {
	out := screenOf(t, outputtest.Report(), Options{Width: 200})
	for line := range strings.Lines(out) {
		marked := strings.Contains(line, "  ~  ")
		if strings.HasPrefix(line, "Priority to energy ") != marked {
			t.Errorf("~ in the wrong line: %q", line)
		}
	}
}

// Any report gives a screen: odd titles, numbers that do not exist, no sectors.
func TestScreenTakesAnyReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := outputtest.Report()
		r.Title = rapid.String().Draw(t, "title")
		for i := range r.Variants {
			r.Variants[i].Title = rapid.String().Draw(t, "policy")
		}
		r.Sectors = r.Sectors[:rapid.IntRange(0, 3).Draw(t, "sectors")]
		odd := rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1e300, 1e-300})
		for range rapid.IntRange(0, 200).Draw(t, "odd") {
			s := &r.Stats[rapid.IntRange(0, len(r.Stats)-1).Draw(t, "which")]
			s.Value, s.Low, s.High = odd.Draw(t, "value"), odd.Draw(t, "low"), odd.Draw(t, "high")
		}
		r.Stats = r.Stats[:rapid.IntRange(0, len(r.Stats)).Draw(t, "stats")]
		for i := range r.Criteria {
			x := &r.Criteria[i]
			x.Value, x.Low, x.High = odd.Draw(t, "value"), odd.Draw(t, "low"), odd.Draw(t, "high")
			x.Title, x.Decides = rapid.String().Draw(t, "criterion"), rapid.Int64Min(0).Draw(t, "decides")
		}
		var out bytes.Buffer
		if err := Screen(&out, r, Options{Width: rapid.IntRange(-5, 300).Draw(t, "width")}); err != nil {
			t.Error(err)
		}
		if strings.Contains(out.String(), "NaN") {
			t.Errorf("a number that does not exist is shown:\n%s", &out)
		}
	})
}

func TestAnswer(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(r *output.Report)
		want   []string
		not    []string
	}{
		{"as it is", func(*output.Report) {}, []string{
			"No stockpile: a material shortage (a sector loses more than 1% of a year's use of a material) in 57.4 ± 0.8%", "2,012 ± 60 t lost on average (8.31% of demand)",
			"Of the other 2, 60 days of use, national helps most", "(48%)", "Its stockpile costs 330 ± 10 crore INR",
		}, nil},
		{"nothing lost", func(r *output.Report) {
			for i := range r.Stats {
				if s := &r.Stats[i]; s.Statistic == "p_any" {
					s.Value, s.Low, s.High = 0, 0, 0.00038
				}
			}
		}, []string{"no shortfall in any of 10,000 trials", "below 0.038% (95%)"}, []string{"on average in the worst"}},
		{"no policy helps", func(r *output.Report) {
			for i := range r.Paired {
				r.Paired[i].Same = true
			}
		}, []string{`None of the others lowers the mean shortfall of "No stockpile"`}, []string{"helps most"}},
		{"two policies of which none helps", func(r *output.Report) {
			r.Variants = r.Variants[:2]
			keep(r, 2)
			for i := range r.Paired {
				r.Paired[i].Same = true
			}
		}, []string{`60 days of use, national does not lower the mean shortfall of "No stockpile" by more than its sampling error.`}, []string{"None of the others"}},
		{"always some", func(r *output.Report) {
			for i := range r.Stats {
				if s := &r.Stats[i]; s.Statistic == output.OverOnePercent {
					s.Value, s.Low, s.High = 1, 0.99962, 1
				}
			}
		}, []string{"of a material) in each of 10,000 trials (its chance is above 99.96%)"}, []string{"of a material) in above"}},
		{"material in none", func(r *output.Report) {
			for i := range r.Stats {
				if s := &r.Stats[i]; s.Statistic == output.OverOnePercent {
					s.Value, s.Low, s.High = 0, 0, 0.00038
				}
			}
		}, []string{"of a material) in none of 10,000 trials (its chance is below 0.038%); 2,012 ± 60 t lost"}, nil},
		{"a single trial", func(r *output.Report) { r.Run.Trials = 1 }, []string{"· 1 trial ·"}, nil},
		{"one policy", func(r *output.Report) { one(r, 1) }, []string{"The stockpile costs 330 ± 10 crore INR"}, []string{"Policies side by side", "helps most", "None of the others"}},
		{"two policies", func(r *output.Report) { r.Variants = r.Variants[:2]; keep(r, 2) }, []string{"60 days of use, national: 966 ± 24 t less"}, []string{"helps most"}},
		{"interrupted", func(r *output.Report) { r.Run.Complete = false; r.Run.Asked = 20_000 }, []string{"INTERRUPTED before 20,000"}, nil},
		{"no trials", func(r *output.Report) { r.Run.Trials = 0; r.Stats = nil; r.Paired = nil }, []string{"No trial was played"}, nil},
		{"counted by stage", func(r *output.Report) {
			for i := range r.Stats {
				if s := &r.Stats[i]; s.Subject == "total" && s.Measure != "value_lost" {
					s.Subject, s.Metric = "total.oxide", s.Metric+".oxide"
				}
			}
			for i := range r.Paired {
				r.Paired[i].Metric = strings.Replace(r.Paired[i].Metric, "shortfall.total", "shortfall.total.oxide", 1)
			}
		}, []string{"Total (oxide) 57.4 ± 0.8% 82.0 ± 0.8%", "all sectors (oxide)", "8.31% of demand", "(48%)", "Total 40,250 crore"}, nil},
		{"no title", func(r *output.Report) { r.Variants[0].Title = "" }, []string{"none: a material shortage"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := outputtest.Report()
			c.change(r)
			out := strings.Join(strings.Fields(screenOf(t, r, Options{Width: 200})), " ")
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("no %q in %s", want, out)
				}
			}
			for _, not := range c.not {
				if strings.Contains(out, not) {
					t.Errorf("%q in %s", not, out)
				}
			}
		})
	}
}

// one leaves the report a single variant.
func one(r *output.Report, v int) {
	var stats []output.Stat
	for _, s := range r.Stats {
		if s.Variant == v {
			s.Variant = 0
			stats = append(stats, s)
		}
	}
	r.Stats, r.Paired, r.Variants = stats, nil, r.Variants[v:v+1]
}

// keep drops what is said of the variants from n on.
func keep(r *output.Report, n int) {
	var pairs []output.Paired
	for _, p := range r.Paired {
		if p.Second < n {
			pairs = append(pairs, p)
		}
	}
	r.Paired = pairs
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestScreenReportsAWriterThatFails(t *testing.T) {
	if err := Screen(fullDisk{}, outputtest.Report(), Options{}); !errors.Is(err, errFull) {
		t.Errorf("error %v, want %v", err, errFull)
	}
}
