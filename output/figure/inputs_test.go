package figure

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/output"
)

// uncertain is a report with so many inputs, one of them without spread.
func uncertain(n int) *output.Report {
	r := typical()
	r.Inputs = nil
	for i := range n {
		r.Inputs = append(r.Inputs, output.Input{Name: fmt.Sprintf("sources.seller-%d.capacity", i), Unit: "t/yr", Family: "pert", P5: 100, P50: 250, P95: 500})
	}
	r.Inputs[0].P50, r.Inputs[0].P95 = 100, 100
	return r
}

// specified is one input of every form: bins, values, and one that was stored
// without.
func specified() *output.Report {
	r := typical()
	r.Inputs = []output.Input{
		{Name: "sources.china.capacity", Unit: "t/yr", Family: "triangular", P5: 115.8, P50: 200, P95: 284.2, Words: []string{"116 t/yr", "200 t/yr", "284 t/yr"}},
		{Name: "curbs.ban.severity", Unit: "share", Family: "discrete", P5: 0, P50: 0, P95: 0.9, Words: []string{"0%", "0%", "90%"},
			Form: output.Form{Values: []float64{0, 0.3, 0.9}, Shares: []float64{0.6, 0.3, 0.1}}},
		{Name: "plants.midwest.start", Unit: "yr", Family: "pert", P5: 1.06, P50: 1.48, P95: 2.07, Words: []string{"2027-01-29", "2027-06-28", "2028-01-10"}},
		{Name: "sectors.cars.growth", Unit: "share/yr", Family: "normal", P5: 0.01, P50: 0.05, P95: 0.09},
	}
	form := &r.Inputs[0].Form // a triangle from 100 to 300
	for i := range 41 {
		form.Edges = append(form.Edges, 100+5*float64(i))
	}
	for i := range 40 {
		form.Shares = append(form.Shares, (20-math.Abs(float64(i)-19.5))/400)
	}
	return r
}

// The shape has the area of its bins, also where they are cut at p5 and p95, and
// what lies outside stands back.
func TestStripKeepsItsArea(t *testing.T) {
	x := specified().Inputs[0]
	var area, tails float64
	boxes := stripOf(x).boxes
	for i, k := range boxes {
		area += (k.to - k.from) * k.height
		if k.tail {
			tails += (k.to - k.from) * k.height
		}
		if i > 0 && k.from != boxes[i-1].to {
			t.Fatalf("a gap before box %d", i)
		}
	}
	// The bins are 1/40 wide, the highest holds 19.5/400, and the shares add up to 1.
	whole := 1.0 / 40 / (19.5 / 400)
	// p5 and p95 lie 15.8 from the ends of a triangle of half-width 100: the two
	// tails hold (15.8/100)² of it; the bins' steps err by less than 1% of it.
	if math.Abs(area-whole) > 1e-12 || math.Abs(tails/area-0.158*0.158) > 0.01*0.158 {
		t.Errorf("area %g, want %g; tails %g of it", area, whole, tails/area)
	}
}

func TestStripOfValues(t *testing.T) {
	s := stripOf(specified().Inputs[1])
	if len(s.boxes) != 3 || s.boxes[0].from != 0 || math.Abs(s.boxes[2].to-1) > 1e-12 || s.boxes[0].height != 1 || math.Abs(s.boxes[1].height-0.5) > 1e-12 || finite(s.mid) {
		t.Errorf("%+v", s)
	}
	if one := stripOf(output.Input{Form: output.Form{Values: []float64{3}, Shares: []float64{1}}}); one.boxes[0].from+one.boxes[0].to != 1 {
		t.Errorf("a single value is not in the middle: %+v", one)
	}
	if old := stripOf(specified().Inputs[3]); old.boxes != nil || old.mid != 0.5 {
		t.Errorf("%+v", old)
	}
}

// As many pages as hold all inputs, each input on one of them.
func TestInputsGoOverPages(t *testing.T) {
	for n, pages := range map[int]int{1: 1, perPage: 1, perPage + 1: 2, 3 * perPage: 3} {
		r := uncertain(n)
		var names []string
		text := ""
		for _, e := range Entries(r) {
			if e.Name == "inputs" {
				names = append(names, e.Figure)
				text += Alt(r, e.Figure)
			}
		}
		if len(names) != pages || names[0] != "inputs" || pages > 1 && names[1] != "inputs-2" {
			t.Errorf("%d inputs on %q", n, names)
		}
		for i := range n {
			if strings.Count(text, fmt.Sprintf("Seller %d: capacity: ", i)) != 1 {
				t.Errorf("input %d of %d is not told once", i, n)
			}
		}
	}
}

func TestInputsAreDrawn(t *testing.T) {
	r := uncertain(perPage + 3)
	for _, name := range []string{"inputs", "inputs-2"} {
		for _, format := range Formats() {
			for _, size := range Sizes() {
				if len(render(t, r, name, format, Style{Size: size, DPI: 40})) == 0 {
					t.Errorf("nothing of %s as %s, %s", name, format, size)
				}
			}
		}
	}
	if _, err := Draw(r, "inputs-3"); err == nil {
		t.Error("a page that is not there")
	}
	var data bytes.Buffer
	if err := Data(&data, r, "inputs-2"); err != nil || strings.Count(data.String(), "\n") != 1+3*9 {
		t.Error(err, data.String())
	}
	for want, x := range map[string]output.Input{
		"0%: 60% · 30%: 30% · 90%: 10%":                 specified().Inputs[1],
		"Jan\u00a02027 · Jun\u00a02027 · Jan\u00a02028": specified().Inputs[2],
		"100 · 250 · 500 t/yr":                          {Unit: "t/yr", Family: "pert", P5: 100, P50: 250, P95: 500},
		"1 · 2 · 52 weeks":                              {Unit: "yr", Family: "gamma", P5: 7 / 365.25, P50: 14 / 365.25, P95: 1},
		"8% · 25% · 60%":                                {Unit: "share", Family: "logit-normal", P5: 0.08, P50: 0.25, P95: 0.6},
		"50 lakh INR · 2 crore INR · 3 crore INR":       {Unit: "INR", Family: "pert", P5: 5e6, P50: 2e7, P95: 3e7},
	} {
		if got := inputText(x); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Whatever stands in a report, its input sheets and what settled are drawn or
// told to be missing.
func TestAnyInputs(t *testing.T) {
	number := rapid.OneOf(rapid.Float64Range(0, 1), rapid.Float64(), rapid.SampledFrom([]float64{0, math.NaN(), math.Inf(1), math.Inf(-1), 1e300}))
	column := rapid.SliceOfN(number, 0, 4)
	words := rapid.SampledFrom([]string{"", "sources.china.capacity", "a <b>bold</b> name", "2027-01-29", "5 weeks", strings.Repeat("long ", 40)})
	rapid.Check(t, func(t *rapid.T) {
		r := typical()
		r.Inputs, r.Convergence = nil, nil
		for range rapid.IntRange(1, perPage+1).Draw(t, "inputs") {
			r.Inputs = append(r.Inputs, output.Input{
				Name: words.Draw(t, "name"), Unit: rapid.SampledFrom([]string{"t", "yr", "share", "INR", ""}).Draw(t, "unit"), Family: words.Draw(t, "family"),
				P5: number.Draw(t, "p5"), P50: number.Draw(t, "p50"), P95: number.Draw(t, "p95"), Words: rapid.SliceOfN(words, 0, 3).Draw(t, "words"),
				Form: output.Form{Edges: column.Draw(t, "edges"), Values: column.Draw(t, "values"), Shares: column.Draw(t, "shares")},
			})
		}
		points := rapid.Custom(func(t *rapid.T) output.Settled {
			return output.Settled{Trials: int64(rapid.IntRange(-1, 5000).Draw(t, "trials")), Value: number.Draw(t, "value"), Low: number.Draw(t, "low"), High: number.Draw(t, "high")}
		})
		r.Convergence = []output.Convergence{{Statistic: "mean", Unit: "t", Points: rapid.SliceOfN(points, 0, 4).Draw(t, "points")}}
		style := Style{Size: rapid.SampledFrom(Sizes()).Draw(t, "size")}
		for _, e := range Entries(r) {
			if e.Name != "inputs" && e.Name != "convergence" {
				continue
			}
			var file, data bytes.Buffer
			format := rapid.SampledFrom([]string{"svg", "vl.json"}).Draw(t, "format")
			if err := Render(&file, r, e.Figure, format, style); err != nil {
				t.Fatal(err)
			}
			if err := Data(&data, r, e.Figure); err != nil || strings.Contains(data.String(), "NaN") || strings.Contains(file.String(), "NaN") {
				t.Fatal(err, data.String())
			}
		}
	})
}
