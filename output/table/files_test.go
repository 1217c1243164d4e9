package table

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

// files are the files that come from a report alone.
var files = []struct {
	name  string
	write func(io.Writer, *output.Report) error
}{
	{"summary.csv", SummaryCSV},
	{"summary.json", SummaryJSON},
	{"summary.md", SummaryMarkdown},
	{"timeseries.csv", Timeseries},
	{"assumptions.csv", Assumptions},
}

func TestFilesGolden(t *testing.T) {
	for _, f := range files {
		var out bytes.Buffer
		if err := f.write(&out, outputtest.Report()); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
		golden(t, f.name, out.Bytes())
	}
}

func TestFilesReportAWriterThatFails(t *testing.T) {
	for _, f := range files {
		if err := f.write(fullDisk{}, outputtest.Report()); err == nil {
			t.Errorf("%s: no error from a full disk", f.name)
		}
	}
}

func TestColumnsGolden(t *testing.T) {
	var out bytes.Buffer
	if err := Columns(&out, testColumns); err != nil {
		t.Fatal(err)
	}
	golden(t, "columns.csv", out.Bytes())
}

// Whatever stands in a scenario's notes, a reader of the CSV gets the same
// fields back, and no field that a spreadsheet would run.
func TestTextSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// A reader of CSV turns \r\n within quotes into \n (RFC 4180 leaves it open).
		want := strings.ReplaceAll(rapid.String().Draw(t, "text"), "\r\n", "\n")
		var out bytes.Buffer
		l := newLines(&out)
		l.text("first", want)
		l.end()
		if err := l.close(); err != nil {
			t.Fatal(err)
		}
		got, err := csv.NewReader(&out).Read()
		if err != nil {
			t.Fatal(err)
		}
		if got[1] != want && got[1] != "'"+want {
			t.Errorf("wrote %q, read %q", want, got[1])
		}
		if output.RunsAsFormula(got[1]) {
			t.Errorf("%q would run as a formula", got[1])
		}
	})
}

func TestFormulas(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"=1+1", "'=1+1"},
		{"+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
		{"-2+3", "'-2+3"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1+1", "'\t=1+1"},
		{"- a dash", "'- a dash"},
		{"-5", "-5"},
		{"-5.25e3", "-5.25e3"},
		{"-5%", "-5%"},
		{"+12%", "+12%"},
		{"60 days", "60 days"},
		{"", ""},
		{`a "b", c`, `"a ""b"", c"`},
		{"two\nlines", "\"two\nlines\""},
	} {
		if got := string(appendText(nil, c.text)); got != c.want {
			t.Errorf("%q is written %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1e6, "1000000"}, {-5, "-5"}, {0.1, "0.1"},
		{1.0 / 3, "0.333333333"}, {123456789012, "1.23456789e+11"}, {1e-7, "1e-07"},
		{math.Inf(1), ""}, {math.Inf(-1), ""}, {math.NaN(), ""},
	} {
		if got := string(appendNumber(nil, c.x)); got != c.want {
			t.Errorf("%v is written %q, want %q", c.x, got, c.want)
		}
		inJSON, err := json.Marshal(Number(c.x))
		if err != nil {
			t.Fatal(err)
		}
		if want := c.want; want == "" && string(inJSON) != "null" || want != "" && string(inJSON) != want {
			t.Errorf("%v is %s in JSON", c.x, inJSON)
		}
	}
}

// Nine significant digits: read back, a number is within half a unit of its
// ninth digit, at most 5e-9 of it.
func TestNumbersKeepNineDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64().Filter(func(x float64) bool { return math.Abs(x) > 1e-300 }).Draw(t, "x")
		got, err := strconv.ParseFloat(string(appendNumber(nil, x)), 64)
		if err != nil && !math.IsInf(got, 0) {
			t.Fatal(err)
		}
		// The largest floats may round up beyond the largest.
		if math.Abs(got-x) > 5.0000001e-9*math.Abs(x) && math.Abs(x) < 1.79e308 {
			t.Errorf("%v came back as %v", x, got)
		}
	})
}

func TestManifest(t *testing.T) {
	var file, out bytes.Buffer
	h := NewHasher(&file)
	if _, err := io.WriteString(h, "abc"); err != nil {
		t.Fatal(err)
	}
	m := Manifest{
		Run: ManifestRun{
			Scenario: "minimal", Hash: "ab12", Seed: 1<<64 - 1, Sampling: "random", Asked: 100, Trials: 100, Complete: true,
			Imbalance: 1.5e-15, Version: "1", GoArch: "amd64", GoLevel: "v1", GoVersion: "go1.26", Files: []Hashed{h.Sum("summary.csv")},
			Criteria: ManifestVerdicts(outputtest.Report())[:2],
		},
		Machine: ManifestMachine{Host: "a", Time: "2026-01-01T00:00:00Z", Workers: 2, Seconds: 0.5},
	}
	if err := m.Write(&out); err != nil {
		t.Fatal(err)
	}
	if file.String() != "abc" {
		t.Errorf("the hasher passed on %q", file.String())
	}
	golden(t, "manifest.json", out.Bytes()) // SHA-256 of "abc": FIPS 180-4, appendix B.1
}

func TestManifestWithoutFiles(t *testing.T) {
	var out bytes.Buffer
	if err := (Manifest{Run: ManifestRun{Imbalance: Number(math.NaN())}}).Write(&out); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); !strings.Contains(s, `"files": []`) || !strings.Contains(s, `"mass_imbalance": null`) {
		t.Errorf("got %s", s)
	}
}
