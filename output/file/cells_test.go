package file

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"testing"

	"magnetsim/output/internal/golden"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

func TestCellsGolden(t *testing.T) {
	s := outputtest.Sweep(3)
	s.Cells[1].Numbers = s.Cells[1].Numbers[:6]
	for name, write := range map[string]func(io.Writer, *output.Sweep) error{
		"cells-index.csv": CellsIndex, "cells-criteria.csv": CellsCriteria, "cells-columns.csv": CellsColumns,
	} {
		var out bytes.Buffer
		if err := write(&out, s); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, name, out.Bytes())
	}
	s.Cells = s.Cells[1:]
	var out bytes.Buffer
	if err := CellsCSV(&out, s); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "cells.csv", out.Bytes())
}

// Every column of the tables is explained, and nothing else.
func TestCellsColumnsAreExplained(t *testing.T) {
	s := outputtest.Sweep(3)
	var guide bytes.Buffer
	if err := CellsColumns(&guide, s); err != nil {
		t.Fatal(err)
	}
	explained := map[string][]string{}
	for _, row := range records(t, &guide)[1:] {
		explained[row[0]] = append(explained[row[0]], row[1])
	}
	for name, write := range map[string]func(io.Writer, *output.Sweep) error{"cells": CellsCSV, "index.csv": CellsIndex, "criteria.csv": CellsCriteria} {
		var out bytes.Buffer
		if err := write(&out, s); err != nil {
			t.Fatal(err)
		}
		head := records(t, &out)[0]
		if len(head) != len(explained[name]) {
			t.Errorf("%s has %v, explained are %v", name, head, explained[name])
			continue
		}
		for i := range head {
			if head[i] != explained[name][i] {
				t.Errorf("%s: column %s is explained as %s", name, head[i], explained[name][i])
			}
		}
	}
}

func records(t *testing.T, r io.Reader) [][]string {
	t.Helper()
	all, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The Parquet file holds what the CSV holds, row by row: numbers to its nine
// digits, nulls for its empty cells.
func TestCellsParquetIsTheCSV(t *testing.T) {
	s := outputtest.Sweep(6)
	var text, binary bytes.Buffer
	if err := CellsCSV(&text, s); err != nil {
		t.Fatal(err)
	}
	if err := CellsParquet(&binary, s); err != nil {
		t.Fatal(err)
	}
	rows := records(t, &text)
	file, err := parquet.OpenFile(bytes.NewReader(binary.Bytes()), int64(binary.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range file.Schema().Fields() {
		if f.Name() != rows[0][i] {
			t.Errorf("column %d is %s, want %s", i, f.Name(), rows[0][i])
		}
	}
	if int(file.NumRows()) != len(rows)-1 || len(rows) < 100 {
		t.Fatalf("%d rows, want %d", file.NumRows(), len(rows)-1)
	}
	reader := parquet.NewReader(file)
	buffer := make([]parquet.Row, 1)
	for i := range rows[1:] {
		if n, err := reader.ReadRows(buffer); n != 1 {
			t.Fatal(err)
		}
		for c, v := range buffer[0] {
			if want := rows[1+i][c]; !sameValue(v, want) {
				t.Fatalf("row %d, %s: %v, want %q", i, rows[0][c], v, want)
			}
		}
	}
}

func sameValue(v parquet.Value, text string) bool {
	switch {
	case v.IsNull():
		return text == ""
	case v.Kind() == parquet.ByteArray:
		return v.String() == text
	case v.Kind() == parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10) == text
	}
	x, err := strconv.ParseFloat(text, 64)
	return err == nil && math.Abs(v.Double()-x) <= 1e-8*math.Abs(x) // nine digits are good to 5e-9
}

// A sweep all of whose cells failed has tables without lines.
func TestCellsWithoutResults(t *testing.T) {
	s := outputtest.Sweep(1)
	var text, binary bytes.Buffer
	if err := CellsCSV(&text, s); err != nil {
		t.Fatal(err)
	}
	if err := CellsParquet(&binary, s); err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(binary.Bytes()), int64(binary.Len()))
	if err != nil || file.NumRows() != 0 || len(records(t, &text)) != 1 {
		t.Error(err, text.String())
	}
}

// The JSON holds what the CSV does, number by number, and says which cells failed.
func TestCellsJSONHoldsTheTable(t *testing.T) {
	s := outputtest.Sweep(3)
	var file, text bytes.Buffer
	if err := errors.Join(CellsJSON(&file, s), CellsCSV(&text, s)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Axes  []struct{ Path, Column, Unit string }
		Cells []struct {
			Cell, State string
			Values      map[string]any
			Numbers     []struct {
				Policy, Metric, Statistic, Unit string
				Value                           *float64
			}
		}
		Criteria []struct{ Cells, Pass int }
	}
	if err := json.Unmarshal(file.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	rows := records(t, &text)[1:]
	for _, c := range got.Cells {
		for _, n := range c.Numbers {
			value := ""
			if n.Value != nil {
				value = strconv.FormatFloat(*n.Value, 'g', 9, 64)
			}
			if r := rows[0]; r[2] != n.Policy || r[6] != n.Metric || r[7] != n.Statistic || r[8] != value || r[9] != n.Unit {
				t.Fatalf("%+v, in the table %v", n, r)
			}
			rows = rows[1:]
		}
	}
	if len(rows) != 0 {
		t.Errorf("%d rows of the table are missing", len(rows))
	}
	if a := got.Axes[0]; a.Column != "curbs_ban_severity_share" || a.Unit != "share" || got.Axes[1].Unit != "" {
		t.Errorf("%+v", got.Axes)
	}
	if c := got.Cells; c[0].State != "done" || len(c[0].Values) != 0 || c[1].Values["sectors_auto_uses"] != "magnet" || c[2].State != "failed" {
		t.Errorf("%+v", c)
	}
}
