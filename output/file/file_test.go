package file_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"magnetsim/output"
	"magnetsim/output/file"
)

var none = math.NaN()

// table has a column of every kind, and in its rows what is hard to write.
func table() output.Table {
	column := func(name string, kind output.Kind, unit string) output.Column {
		return output.Column{Name: name, Title: "T " + name, Kind: kind, Unit: unit, Doc: "doc of " + name, On: output.Everywhere}
	}
	hidden := column("hidden", output.Text, "")
	hidden.On = output.Screen
	rows := [][]output.Cell{
		{{Text: "=1+1"}, {Value: 1.5}, {Value: 12}, {Value: 40, Low: 38, High: 42, Unit: "t"}, {Value: 1}, {Text: "2026-02-01"}, {Text: "pass"}, {Text: "x"}},
		{{Text: `a, "b"` + "\n"}, {Value: math.Inf(1)}, {Value: none}, {Value: none, Low: none, High: none}, {}, {Text: ""}, {Text: "fail"}, {Text: "x"}},
	}
	return output.Table{
		Name: "made", Title: "Made up", Notes: []string{"a note"},
		Columns: []output.Column{
			column("name", output.Text, ""), column("number_yr", output.Number, "yr"), column("count", output.Whole, ""), column("loss_t", output.Estimate, "t"),
			column("told", output.YesNo, ""), column("day", output.Day, ""), column("outcome", output.Outcome, ""), hidden,
		},
		Rows: func(yield func([]output.Cell, error) bool) {
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
		},
	}
}

var head = output.Head{Title: "A world", Scenario: "world", Trials: 10, Asked: 10, Complete: true, Seed: 1<<63 + 1, Sampling: "random", Start: "2026-01-01", End: "2027-01-01", Step: "week"}

func written(t *testing.T, format string, tables ...output.Table) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := file.Write(&b, format, head, tables...); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.Bytes()
}

// An estimate is three columns; what does not exist is empty; what a spreadsheet
// would run is text; what is not for files is not there.
func TestCSV(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(written(t, "csv", table()))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"name", "number_yr", "count", "loss_t", "loss_t_error_low", "loss_t_error_high", "told", "day", "outcome"},
		{"'=1+1", "1.5", "12", "40", "38", "42", "1", "2026-02-01", "pass"},
		{"a, \"b\"\n", "", "", "", "", "", "0", "", "fail"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

func TestJSON(t *testing.T) {
	var got struct {
		Version int `json:"format_version"`
		Head    struct{ Seed json.Number }
		Tables  map[string][]map[string]any
	}
	decoder := json.NewDecoder(bytes.NewReader(written(t, "json", table(), output.Guide(table()))))
	decoder.UseNumber()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	rows := got.Tables["made"]
	if got.Version != file.JSONVersion || got.Head.Seed != "9223372036854775809" || len(rows) != 2 {
		t.Fatalf("%+v", got)
	}
	if rows[0]["name"] != "=1+1" || rows[0]["loss_t_error_high"] != json.Number("42") || rows[1]["number_yr"] != nil || rows[1]["count"] != nil {
		t.Errorf("%v", rows)
	}
	if len(got.Tables["columns"]) != 7 || got.Tables["columns"][3]["meaning"] != "doc of loss_t" {
		t.Errorf("the guide: %v", got.Tables["columns"])
	}
}

// Numbers keep all bits, whole numbers and days are typed, and columns are explained.
func TestParquet(t *testing.T) {
	data := written(t, "parquet", table())
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if doc, _ := f.Lookup("loss_t"); doc != "doc of loss_t" {
		t.Errorf("loss_t is explained as %q", doc)
	}
	rows := make([]parquet.Row, 2)
	if n, _ := f.RowGroups()[0].Rows().ReadRows(rows); n != 2 {
		t.Fatal(n)
	}
	if v := rows[0][1]; v.Double() != 1.5 {
		t.Error(v)
	}
	if v := rows[0][7]; v.Int32() != 20485 { // days from 1970-01-01 to 2026-02-01
		t.Error(v)
	}
	for _, i := range []int{1, 2, 3, 4, 7} {
		if !rows[1][i].IsNull() {
			t.Errorf("column %d is %v", i, rows[1][i])
		}
	}
}

// Numbers are numbers, days dates, text text; names of sheets are made fit.
func TestWorkbook(t *testing.T) {
	long := table()
	long.Name = strings.Repeat("a/b", 20)
	f, err := excelize.OpenReader(bytes.NewReader(written(t, "xlsx", table(), long, table())))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names := f.GetSheetList()
	if len(names) != 5 || names[1] != "made" || names[3] != "made_2" || len(names[2]) != 31 {
		t.Errorf("sheets %q", names)
	}
	for cell, want := range map[string]string{"A1": "name", "A2": "=1+1", "B2": "1.5", "C2": "12", "H2": "2026-02-01", "D3": ""} {
		if got, err := f.GetCellValue("made", cell); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", cell, got, err, want)
		}
	}
	if !bytes.Equal(written(t, "xlsx", table()), written(t, "xlsx", table())) {
		t.Error("the same table has other bytes the second time")
	}
}

// Paper shows words, the unit of a column once, and no column for files alone.
func TestPaper(t *testing.T) {
	markdown := string(written(t, "markdown", table()))
	for _, want := range []string{"# A world", "## Made up", "T loss\\_t (t)", "| 40.0 ± 2.0 |", "| =1+1 |", "a note"} {
		if !strings.Contains(markdown, want) {
			t.Errorf("no %q in\n%s", want, markdown)
		}
	}
	if strings.Contains(markdown, "hidden") {
		t.Error(markdown)
	}
}

// What cannot be written says so, and an error among the rows ends them.
func TestWriteFails(t *testing.T) {
	torn := table()
	torn.Rows = func(yield func([]output.Cell, error) bool) { yield(nil, errors.New("torn")) }
	for _, f := range file.Formats() {
		if err := file.Write(&bytes.Buffer{}, f.Name, head, torn); err == nil || !strings.Contains(err.Error(), "torn") {
			t.Errorf("%s: %v", f.Name, err)
		}
		err := file.Write(&bytes.Buffer{}, f.Name, head, table(), table())
		if f.Several != (err == nil) {
			t.Errorf("two tables as %s: %v", f.Name, err)
		}
	}
	if err := file.Write(&bytes.Buffer{}, "ods", head, table()); err == nil || !strings.Contains(err.Error(), "csv, parquet") {
		t.Error(err)
	}
}

// The tables compile in an article, whatever the words in them.
func TestLaTeXCompiles(t *testing.T) {
	pdflatex, err := exec.LookPath("pdflatex")
	if err != nil {
		t.Skip("no pdflatex, which compiles the tables")
	}
	nasty := ` \end{document} \input{x} ^^41 % $ & # _ { } ~ भारत 中文 Ω 😀 "'<>|` + "\u202e\x00 ± − × ≤ é Ł"
	words := table()
	words.Title, words.Notes = nasty, []string{nasty}
	rows := words.Rows
	words.Rows = func(yield func([]output.Cell, error) bool) {
		for row, err := range rows {
			row = slices.Clone(row)
			row[0].Text, row[6].Text = nasty, "[x] "+nasty
			if !yield(row, err) {
				return
			}
		}
	}
	wordy := words
	wordy.Columns = slices.Clone(words.Columns)
	wordy.Columns[5].On, wordy.Columns[7].On = output.Everywhere, output.Everywhere
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tables.tex"), written(t, "latex", words, wordy), 0o666); err != nil {
		t.Fatal(err)
	}
	document := "\\documentclass[a4paper]{article}\n\\usepackage[T1]{fontenc} \\usepackage{textcomp} \\usepackage{booktabs} \\usepackage{longtable} \\usepackage{array}\n\\begin{document}\n\\input{tables}\n\\end{document}\n"
	if err := os.WriteFile(filepath.Join(dir, "a.tex"), []byte(document), 0o666); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(pdflatex, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "a.tex")
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
