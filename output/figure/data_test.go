package figure

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"

	"magnetsim/output"
)

func chartOf(t *testing.T, r *output.Report, name string, l look) *chart {
	t.Helper()
	d, err := Draw(r, name)
	if err != nil {
		t.Fatal(err)
	}
	return d.chart(l)
}

// rowsOf reads a figure's data back by column name.
func rowsOf(t *testing.T, r *output.Report, name string) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := Data(&b, r, name); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// same compares a cell with a number, to the 9 digits written.
func same(t *testing.T, cell string, want float64) {
	t.Helper()
	got, err := strconv.ParseFloat(cell, 64)
	if err != nil || math.Abs(got-want) > 5e-9*math.Abs(want) {
		t.Errorf("%q in the data, %g in the report", cell, want)
	}
}

func TestDistributionData(t *testing.T) {
	r := typical()
	s := r.Shapes[2]
	bins, points := 0, 0
	for _, row := range rowsOf(t, r, "distribution-sixty") {
		if row["policy"] != "60 days" || row["quantity"] != "shortfall.total" || row["x_unit"] != "t" {
			t.Fatalf("row %v", row)
		}
		switch row["item"] {
		case "zero":
			same(t, row["value"], s.Zero)
		case "above":
			same(t, row["value"], s.Above)
		case "bin":
			same(t, row["x"], s.Edges[bins])
			same(t, row["x_high"], s.Edges[bins+1])
			same(t, row["value"], s.Shares[bins])
			bins++
		case "at or below":
			same(t, row["x"], s.Curve[points].X)
			same(t, row["value"], 1-s.Curve[points].P)
			same(t, row["low"], 1-s.Curve[points].High)
			same(t, row["high"], 1-s.Curve[points].Low)
			points++
		default:
			same(t, row["x"], map[string]float64{"p5": s.P5, "p50": s.P50, "p95": s.P95, "mean": s.Mean, "CVaR95": s.CVaR95}[row["item"]])
		}
	}
	if bins != len(s.Shares) || points != len(s.Curve) {
		t.Errorf("%d bins and %d points, want %d and %d", bins, points, len(s.Shares), len(s.Curve))
	}
}

func TestExceedanceData(t *testing.T) {
	r := typical()
	rows := rowsOf(t, r, "exceedance")
	i := 0
	for _, s := range r.Shapes {
		for _, p := range s.Curve {
			same(t, rows[i]["x"], p.X)
			same(t, rows[i]["value"], p.P)
			same(t, rows[i]["low"], p.Low)
			same(t, rows[i]["high"], p.High)
			if rows[i]["policy"] != variantTitle(r, s.Variant) {
				t.Fatalf("row %v", rows[i])
			}
			i++
		}
	}
	if i != len(rows) {
		t.Errorf("%d rows, want %d", len(rows), i)
	}
}

// The data of the fan hold every stockpile and sector, drawn or not.
func TestFanData(t *testing.T) {
	r := typical()
	counts := map[string]int{}
	for _, row := range rowsOf(t, r, "fan-thirty") {
		counts[row["quantity"]]++
		if row["quantity"] != "stock.national-light" || row["item"] != "p95" {
			continue
		}
		step, err := strconv.Atoi(row["x"])
		if err != nil {
			t.Fatal(err)
		}
		if row["date"] != r.Run.Dates[step-1] || row["unit"] != "t" {
			t.Fatalf("row %v", row)
		}
		for _, s := range r.Series {
			if s.Variant == 1 && s.Name == "stock.national-light" {
				same(t, row["value"], s.P95[step-1])
			}
		}
	}
	for _, name := range []string{"unmet.total", "stock.national-heavy", "stock.national-light", "stock.total", "cover.auto", "cover.other"} {
		if counts[name] != 6*r.Run.Steps {
			t.Errorf("%d rows of %s, want %d", counts[name], name, 6*r.Run.Steps)
		}
	}
}

func TestSectorsData(t *testing.T) {
	r := typical()
	rows := rowsOf(t, r, "sectors")
	if len(rows) != len(r.Variants)*len(r.Sectors) {
		t.Fatalf("%d rows, want %d", len(rows), len(r.Variants)*len(r.Sectors))
	}
	for _, row := range rows {
		for _, s := range r.Stats {
			if s.Metric == row["quantity"] && variantTitle(r, s.Variant) == row["policy"] {
				same(t, row["value"], s.Value)
				same(t, row["low"], s.Low)
				same(t, row["high"], s.High)
			}
		}
	}
}

// What is missing stands empty in the data, never as NaN.
func TestDataWithoutNaN(t *testing.T) {
	for _, name := range Names(notNumbers()) {
		var b bytes.Buffer
		if err := Data(&b, notNumbers(), name); err != nil {
			t.Fatal(err)
		}
		if s := strings.ToLower(b.String()); strings.Contains(s, "nan") || strings.Contains(s, "inf,") {
			t.Errorf("%s holds what is no number", name)
		}
	}
}

// small is a report whose alt text can be checked by eye.
func small() *output.Report {
	return &output.Report{
		Title: "India 2026 to 2030",
		Run: output.Run{Trials: 10000, Seed: 1, StepName: "week", Start: "2026-01-01", End: "2031-01-02", Complete: true,
			Dates: []string{"2026-01-01", "2026-01-08", "2026-01-15"}},
		Variants: []output.Variant{{Policy: "none", Title: "No stockpile"}, {Policy: "sixty", Title: "60 days"}},
		Sectors:  []output.Sector{{Name: "auto", Title: "Automotive"}},
		Stats: []output.Stat{
			{Variant: 0, Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Statistic: "mean", Value: 1179, Low: 1129, High: 1229, Unit: "t"},
			{Variant: 0, Metric: "shortfall.auto", Measure: "shortfall", Subject: "auto", Statistic: "mean", Value: 589, Low: 564, High: 614, Unit: "t"},
			{Variant: 1, Metric: "shortfall.auto", Measure: "shortfall", Subject: "auto", Statistic: "mean", Value: 199, Low: 180, High: 218, Unit: "t"},
		},
		Shapes: []output.Shape{
			{Variant: 0, Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Unit: "t", N: 10000, Zero: 0.617, Mean: 1179, P95: 5512, CVaR95: 8741,
				Curve: []output.Point{{X: 0, P: 0.383, Low: 0.373, High: 0.393}}},
			{Variant: 1, Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Unit: "t", N: 10000, Zero: 1,
				Curve: []output.Point{{X: 0, P: 0, Low: 0, High: 0.0004}}},
		},
		Series: []output.Series{
			{Variant: 0, Name: "unmet.total", Measure: "unmet", Subject: "total", Unit: "t/step", Mean: []float64{0, 2, 4},
				P5: []float64{0, 0, 0}, P25: []float64{0, 0, 0}, P50: []float64{0, 0, 1}, P75: []float64{0, 1, 5}, P95: []float64{0, 9, 20}},
			{Variant: 0, Name: "stock.total", Measure: "stock", Subject: "total", Unit: "t", Mean: []float64{300, 200, 250},
				P5: []float64{300, 90, 120}, P25: []float64{300, 150, 200}, P50: []float64{300, 210, 260}, P75: []float64{300, 250, 280}, P95: []float64{300, 300, 300}},
		},
	}
}

func TestAlt(t *testing.T) {
	for name, want := range map[string]string{
		"distribution": "Distribution of the total shortfall, 2026 to 2030. India 2026 to 2030 · No stockpile · 10,000 trials · seed 1. " +
			"Histogram above the cumulative distribution. Any shortfall in 38.3% of trials. Mean shortfall 1,179 ± 50 t, median 0 t, " +
			"90% range (p5 to p95) 0 t to 5,512 t, CVaR95 (mean of the worst 5%) 8,741 t.",
		"distribution-sixty": "Distribution of the total shortfall, 2026 to 2030. India 2026 to 2030 · 60 days · 10,000 trials · seed 1. No trial has a shortfall.",
		"exceedance": "Chance of exceeding a total shortfall, 2026 to 2030. India 2026 to 2030 · 2 policies · 10,000 trials · seed 1. " +
			"One falling curve for each policy, with 95% bands. No stockpile: any shortfall in 38.3% of trials, p95 5,512 t, CVaR95 (mean of the worst 5%) 8,741 t; " +
			"60 days: any shortfall in 0% of trials, p95 0 t, CVaR95 (mean of the worst 5%) 0 t.",
		"fan": "Unmet demand, strategic stock and cover, 2026 to 2030. India 2026 to 2030 · No stockpile · 10,000 trials · seed 1. " +
			"Unmet demand: p95 is highest, 20 t per week, in January 2026; the mean is highest, 4 t per week, in January 2026. " +
			"Strategic stock: median 300 t at the start and 260 t at the end; p5 is lowest, 90 t, in January 2026.",
		"sectors": "Mean shortfall by sector and policy, 2026 to 2030. India 2026 to 2030 · 2 policies · 10,000 trials · seed 1. " +
			"Bars with ± sampling error (95%). Automotive: No stockpile 589 ± 25 t, 60 days 199 ± 19 t.",
		"no such figure": "",
	} {
		if got := Alt(small(), name); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}
