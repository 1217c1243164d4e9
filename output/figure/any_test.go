package figure

import (
	"bytes"
	"io"
	"math"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// Whatever a report holds, its figures are drawn, told and written without a
// panic or an error.
func TestAnyReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReport(t)
		for _, name := range Names(r) {
			size := rapid.SampledFrom(Sizes()).Draw(t, "size")
			var b bytes.Buffer
			if err := Render(&b, r, name, "svg", Style{Size: size}); err != nil {
				t.Fatal(err)
			}
			if place := noPlace.Find(b.Bytes()); place != nil {
				t.Fatalf("%s draws at %s", name, place)
			}
			format := rapid.SampledFrom([]string{"png", "pdf", "vl.json"}).Draw(t, "format")
			if err := Render(io.Discard, r, name, format, Style{Size: size, DPI: 10}); err != nil {
				t.Fatal(err)
			}
			if Alt(r, name) == "" {
				t.Fatalf("%s has no alt text", name)
			}
			if err := Data(io.Discard, r, name); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// noPlace is an attribute whose number is none.
var noPlace = regexp.MustCompile(`(d|x|y|width|height|textLength)="[^"]*(NaN|Inf)[^"]*"`)

func anyReport(t *rapid.T) *output.Report {
	number := rapid.OneOf(rapid.Float64(), rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308, 5e-324}))
	column := rapid.SliceOfN(number, 0, 6)
	words := rapid.OneOf(rapid.StringN(0, 12, -1), rapid.SampledFrom([]string{"auto", "total", ""}))
	r := &output.Report{Title: words.Draw(t, "title"), SourceLine: words.Draw(t, "source")}
	r.Run.Dates = rapid.SliceOfN(rapid.SampledFrom([]string{"2026-01-01", "2026-02-01", "1600-01-01", "9999-12-31", "soon", ""}), 0, 6).Draw(t, "dates")
	r.Run.Start, r.Run.End = rapid.SampledFrom([]string{"2026-01-01", "", "9999-01-01"}).Draw(t, "start"), "2031-01-01"
	r.Drivers = anyDrivers(t, number, words)
	for v := range rapid.IntRange(0, 4).Draw(t, "variants") {
		r.Variants = append(r.Variants, output.Variant{Policy: words.Draw(t, "policy"), Title: words.Draw(t, "policy title"), Case: words.Draw(t, "case")})
		s := output.Shape{Variant: v, Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Unit: "t", N: 9,
			Zero: number.Draw(t, "zero"), Edges: column.Draw(t, "edges"), Shares: column.Draw(t, "shares"), Above: number.Draw(t, "above"),
			Mean: number.Draw(t, "mean"), P5: number.Draw(t, "p5"), P50: number.Draw(t, "p50"), P95: number.Draw(t, "p95"), CVaR95: number.Draw(t, "cvar")}
		for _, x := range column.Draw(t, "curve") {
			s.Curve = append(s.Curve, output.Point{X: x, P: number.Draw(t, "p"), Low: number.Draw(t, "low"), High: number.Draw(t, "high")})
		}
		r.Shapes = append(r.Shapes, s)
		for _, measure := range []string{"unmet", "stock", "cover"} {
			r.Series = append(r.Series, output.Series{Variant: v, Name: measure + ".x", Measure: measure, Subject: "x", Unit: "t/step",
				Mean: column.Draw(t, "mean"), P5: column.Draw(t, "p5"), P25: column.Draw(t, "p25"), P50: column.Draw(t, "p50"), P75: column.Draw(t, "p75"), P95: column.Draw(t, "p95"), Positive: column.Draw(t, "positive")})
		}
		r.Stats = append(r.Stats, output.Stat{Variant: v, Metric: "shortfall.auto", Measure: "shortfall", Subject: "auto", Statistic: "mean", Unit: "t",
			Value: number.Draw(t, "value"), Low: number.Draw(t, "low"), High: number.Draw(t, "high")})
		r.Worst = append(r.Worst, anyWorst(t, v, number, words))
		if v > 0 {
			r.Paired = append(r.Paired, output.Paired{Second: v, Metric: "shortfall.auto", Unit: "t", Mean: number.Draw(t, "change"), Low: number.Draw(t, "low"),
				High: number.Draw(t, "high"), Better: number.Draw(t, "better"), Worse: number.Draw(t, "worse")})
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "sectors") {
		r.Sectors = append(r.Sectors, output.Sector{Name: words.Draw(t, "sector"), Title: words.Draw(t, "sector title")})
	}
	return r
}

// anyDrivers are inputs of any numbers, or nil.
func anyDrivers(t *rapid.T, number *rapid.Generator[float64], words *rapid.Generator[string]) *output.Drivers {
	if rapid.Bool().Draw(t, "no drivers") {
		return nil
	}
	between := func(name string) output.Interval {
		return output.Interval{Value: number.Draw(t, name), Low: number.Draw(t, name+" low"), High: number.Draw(t, name+" high")}
	}
	d := &output.Drivers{Head: output.Head{Titles: outputtest.Titles, Title: words.Draw(t, "title")}, Metric: words.Draw(t, "metric"), Unit: rapid.SampledFrom([]string{"t", "share", "INR", ""}).Draw(t, "unit"), Explained: between("explained")}
	for range rapid.IntRange(0, 9).Draw(t, "rows") {
		d.Rows = append(d.Rows, output.Driver{Input: words.Draw(t, "input"), Rank: between("rank"), Change: between("change"), Told: rapid.Bool().Draw(t, "told")})
	}
	return d
}

// anyWorst is any thing drawn, of any numbers.
func anyWorst(t *rapid.T, v int, number *rapid.Generator[float64], words *rapid.Generator[string]) output.WorstInputs {
	w := output.WorstInputs{Variant: v, Metric: words.Draw(t, "metric"), Unit: "t", Share: number.Draw(t, "share"), Threshold: number.Draw(t, "threshold"), Inputs: 20}
	three := func(name string) (x [3]float64) {
		for i := range x {
			x[i] = number.Draw(t, name)
		}
		return x
	}
	for range rapid.IntRange(0, 9).Draw(t, "rows") {
		w.Rows = append(w.Rows, output.WorstInput{
			WorldColumn: output.WorldColumn{Name: words.Draw(t, "drawn"), State: words.Draw(t, "state"), Unit: rapid.SampledFrom([]string{"t", "share", "weeks", "yr", ""}).Draw(t, "unit"),
				Kind: rapid.SampledFrom([]output.WorldKind{output.DrawnFigure, output.WeeksIn, output.LongestIn, output.FirstIn}).Draw(t, "kind"), Never: number.Draw(t, "never")},
			Told: rapid.Bool().Draw(t, "told"), Bad: output.Spread{Values: three("bad"), Places: three("bad places")}, All: output.Spread{Values: three("all"), Places: three("all places")},
		})
	}
	return w
}
