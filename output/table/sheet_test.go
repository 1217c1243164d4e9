package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

// sheets are one of each kind.
func sheets(r *output.Report) []Sheet {
	return []Sheet{SummarySheet(r, Choice{}), TimeseriesSheet(r, Choice{}), AssumptionsSheet(r), PoliciesSheet(r, Choice{})}
}

func rowsOf(t *testing.T, s Sheet) [][]Cell {
	t.Helper()
	var all [][]Cell
	if err := s.Each(func(row []Cell) error { all = append(all, slices.Clone(row)); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// What is written as Parquet or JSON is what the sheet holds.
func TestSheetsComeBack(t *testing.T) {
	for _, s := range sheets(outputtest.Report()) {
		t.Run(s.Name, func(t *testing.T) {
			want := rowsOf(t, s)
			if len(want) == 0 {
				t.Fatal("no rows")
			}
			if diff := cmp.Diff(wordsOf(s, want), fromParquet(t, s)); diff != "" {
				t.Errorf("parquet (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(wordsOf(s, want), fromJSON(t, s)); diff != "" {
				t.Errorf("json (-want +got):\n%s", diff)
			}
		})
	}
}

// wordsOf writes rows with 9 digits, which is what JSON keeps.
func wordsOf(s Sheet, rows [][]Cell) [][]string {
	var all [][]string
	for _, row := range rows {
		all = append(all, s.words(row))
	}
	return all
}

func fromParquet(t *testing.T, s Sheet) [][]string {
	t.Helper()
	var out bytes.Buffer
	if err := s.WriteParquet(&out); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		buffer := make([]parquet.Row, group.NumRows())
		for read := 0; read < len(buffer); {
			n, err := rows.ReadRows(buffer[read:])
			if read += n; err != nil && read < len(buffer) {
				t.Fatal(err)
			}
		}
		for _, values := range buffer {
			var row []string
			for i, v := range values {
				row = append(row, parquetWord(s.Columns[i], v))
			}
			all = append(all, row)
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func parquetWord(f Field, v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case f.Kind == Figure:
		return string(appendNumber(nil, v.Double()))
	case f.Kind == Whole:
		return fmt.Sprint(v.Int64())
	case f.Kind == Day:
		return map[int32]string{20454: "2026-01-01", 20461: "2026-01-08", 20468: "2026-01-15", 20475: "2026-01-22"}[v.Int32()]
	}
	return v.String()
}

func fromJSON(t *testing.T, s Sheet) [][]string {
	t.Helper()
	var out bytes.Buffer
	if err := s.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal(out.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, object := range list {
		var row []string
		for _, f := range s.Columns {
			switch v := object[f.Name].(type) {
			case nil:
				row = append(row, "")
			case float64:
				row = append(row, string(appendNumber(nil, v)))
			case string:
				row = append(row, v)
			}
		}
		all = append(all, row)
	}
	return all
}

func TestJSONWithoutRows(t *testing.T) {
	var out strings.Builder
	if err := SummarySheet(outputtest.Report(), Choice{Policies: []string{"nobody"}}).WriteJSON(&out); err != nil || out.String() != "[]\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

func TestChoice(t *testing.T) {
	r := outputtest.Report()
	for _, c := range []struct {
		choice Choice
		want   func(policy, metric, sector string) bool
	}{
		{Choice{Policies: []string{"sixty"}}, func(policy, _, _ string) bool { return policy == "sixty" }},
		{Choice{Metrics: []string{"shortfall"}}, func(_, metric, _ string) bool { return metric == "shortfall" }},
		{Choice{Metrics: []string{"cost.national", "shortfall.auto"}}, func(_, metric, sector string) bool {
			return metric == "cost" && sector == "national" || metric == "shortfall" && sector == "auto"
		}},
	} {
		all, some := rowsOf(t, SummarySheet(r, Choice{})), rowsOf(t, SummarySheet(r, c.choice))
		want := 0
		for _, row := range all {
			if c.want(row[1].Text, row[4].Text, row[3].Text) {
				want++
			}
		}
		for _, row := range some {
			if !c.want(row[1].Text, row[4].Text, row[3].Text) {
				t.Errorf("%+v takes %s %s %s", c.choice, row[1].Text, row[4].Text, row[3].Text)
			}
		}
		if len(some) != want || want == 0 || want == len(all) {
			t.Errorf("%+v takes %d rows of %d, want %d", c.choice, len(some), len(all), want)
		}
	}
	if n := len(rowsOf(t, TimeseriesSheet(r, Choice{Policies: []string{"none"}, Metrics: []string{"unmet.total"}}))); n != 4 {
		t.Errorf("%d steps", n)
	}
	if n := len(rowsOf(t, PoliciesSheet(r, Choice{Policies: []string{"none"}}))); n != 1 {
		t.Errorf("%d policies", n)
	}
}

func TestWithout(t *testing.T) {
	s := AssumptionsSheet(outputtest.Report())
	less := s.Without("means")
	a, b := rowsOf(t, s), rowsOf(t, less)
	if len(less.Columns) != 5 || less.Columns[2].Name != "source" || b[0][2] != a[0][3] || len(b[0]) != 5 || len(s.Columns) != 6 {
		t.Errorf("%+v\n%+v", less.Columns, b[0])
	}
	if same := s.Without("none"); len(same.Columns) != 6 {
		t.Errorf("%+v", same.Columns)
	}
}

// Numbers with their errors stand as they do in the report.
func TestPoliciesSheet(t *testing.T) {
	r := outputtest.Report()
	s := PoliciesSheet(r, Choice{})
	rows := rowsOf(t, s)
	at := func(name string) int {
		return slices.IndexFunc(s.Columns, func(f Field) bool { return f.Name == name })
	}
	mean, _ := r.Stat(1, "shortfall.total", "mean")
	if got := rows[1][at("Mean shortfall")]; got.Number != mean.Value || s.Columns[at("Mean shortfall")].Unit != "t" {
		t.Errorf("mean %+v, want %v t", got, mean.Value)
	}
	if got := rows[1][at("± Mean shortfall")].Number; got != mean.Error() {
		t.Errorf("error %v, want %v", got, mean.Error())
	}
	if !math.IsNaN(rows[0][at("Change of the mean")].Number) || rows[1][at("Told apart")].Text != "yes" || rows[2][at("Told apart")].Text != "no (~)" {
		t.Errorf("%+v", rows)
	}
}
