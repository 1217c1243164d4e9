package table

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

func workbookOf(t *testing.T, r *output.Report, sheets []Sheet) (*excelize.File, []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := WriteXLSX(&out, r, sheets); err != nil {
		t.Fatal(err)
	}
	data := bytes.Clone(out.Bytes())
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, data
}

// find returns the row of the first cell of a column, by number, that begins with
// a text.
func find(t *testing.T, f *excelize.File, sheet string, column int, text string) int {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > column && strings.HasPrefix(row[column], text) {
			return i + 1
		}
	}
	t.Fatalf("no %q in column %d of %s: %v", text, column, sheet, rows)
	return 0
}

// Numbers are numbers, shares read as percent, days as dates, and text that
// begins like a formula stays text.
func TestWorkbookIsTyped(t *testing.T) {
	r := outputtest.Report()
	r.Assumptions[0].Source = "=HYPERLINK(\"http://x\",\"y\")"
	r.Assumptions[1].Note = "+1\x00\x1b"
	r.Title = "@SUM(A1)"
	f, _ := workbookOf(t, r, sheets(r))
	for _, c := range []struct {
		sheet, cell, shown string
		kind               excelize.CellType
	}{
		{"timeseries", "A2", "2026-01-01", excelize.CellTypeUnset}, // a number in the form of a date
		{"timeseries", "B3", "1", excelize.CellTypeUnset},
		{"timeseries", "N3", "20.0%", excelize.CellTypeUnset},
		{"policies", "B2", "57.4%", excelize.CellTypeUnset},
		{"policies", "F2", "2,012", excelize.CellTypeUnset},
		{"assumptions", "D2", r.Assumptions[0].Source, excelize.CellTypeInlineString},
		{"about", "B2", "@SUM(A1)", excelize.CellTypeInlineString},
		{"summary", "B2", "none", excelize.CellTypeInlineString},
	} {
		shown, err := f.GetCellValue(c.sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := f.GetCellType(c.sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		formula, err := f.GetCellFormula(c.sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		if shown != c.shown || kind != c.kind || formula != "" {
			t.Errorf("%s!%s shows %q, type %v, formula %q; want %q, type %v", c.sheet, c.cell, shown, kind, formula, c.shown, c.kind)
		}
	}
	raw, err := f.GetCellValue("policies", "F2", excelize.Options{RawCellValue: true})
	if err != nil || raw != "2012.3" {
		t.Errorf("the number beneath is %q, %v", raw, err)
	}
}

func TestWorkbookIsLaidOut(t *testing.T) {
	r := outputtest.Report()
	f, first := workbookOf(t, r, sheets(r))
	want := []string{"about", "summary", "timeseries", "assumptions", "policies", "columns"}
	if got := f.GetSheetList(); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("sheets %v, want %v", got, want)
	}
	for _, sheet := range want {
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
	}
	if head, err := f.GetCellValue("policies", "F1"); err != nil || head != "Mean shortfall (t)" {
		t.Errorf("heading %q, %v", head, err)
	}
	find(t, f, "columns", 3, "first day of the step")
	find(t, f, "about", 1, "No stockpile: a material shortage (a sector loses more than 1% of a year's use of a material) in 57.4")
	if _, again := workbookOf(t, outputtest.Report(), sheets(r)); !bytes.Equal(first, again) {
		t.Error("the same report gives other bytes")
	}
}
