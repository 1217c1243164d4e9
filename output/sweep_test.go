package output_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// A sweep and a cell come back as they were stored, and the same ones have the
// same bytes.
func TestStoredSweepComesBack(t *testing.T) {
	s := outputtest.Sweep(5)
	var first, second bytes.Buffer
	if err := errors.Join(output.Store(&first, s), output.Store(&second, s)); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Fatal("the same sweep has other bytes", err)
	}
	back, err := output.Restore(&first)
	if err != nil {
		t.Fatal(err)
	}
	same := []cmp.Option{cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(output.Sweep{}, output.SweepNumber{})}
	if diff := cmp.Diff(s, back, same...); diff != "" {
		t.Error(diff)
	}
	cell := output.NewCellResult(outputtest.Report(), true)
	var stored bytes.Buffer
	if err := output.WriteCell(&stored, "build 1", cell); err != nil {
		t.Fatal(err)
	}
	again, err := output.ReadCell(bytes.NewReader(stored.Bytes()), "build 1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(cell, again, same...); diff != "" {
		t.Error(diff)
	}
	if _, err := output.ReadCell(bytes.NewReader(stored.Bytes()), "build 2"); err == nil || !strings.Contains(err.Error(), "another build") {
		t.Errorf("of another build: %v", err)
	}
	if _, err := output.Restore(&stored); !errors.Is(err, output.ErrTorn) {
		t.Errorf("a cell is no sweep: %v", err)
	}
}

// A stored cell that was cut off or changed anywhere is refused.
func TestTornCellsAreRefused(t *testing.T) {
	var out bytes.Buffer
	if err := output.WriteCell(&out, "build", output.NewCellResult(outputtest.Report(), false)); err != nil {
		t.Fatal(err)
	}
	whole := out.Bytes()
	rapid.Check(t, func(t *rapid.T) {
		data := slices.Clone(whole)
		at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			data = data[:at]
		case 1:
			data[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		case 2:
			data = append(data, byte(at))
		}
		if c, err := output.ReadCell(bytes.NewReader(data), "build"); err == nil || c != nil {
			t.Fatal("it was read")
		}
	})
}

// Cells with other columns share a sweep's columns, whatever their order, and
// keep their numbers.
func TestCellsShareColumns(t *testing.T) {
	r := outputtest.Report()
	rapid.Check(t, func(t *rapid.T) {
		s := &output.Sweep{}
		var parts []*output.Report
		for range rapid.IntRange(1, 4).Draw(t, "cells") {
			part := *r
			part.Stats = slices.Clone(rapid.Permutation(r.Stats).Draw(t, "order"))[:rapid.IntRange(1, len(r.Stats)).Draw(t, "stats")]
			part.Paired = nil
			parts = append(parts, &part)
			s.Add(output.SweepCell{ID: "a"}, output.NewCellResult(&part, true), true)
		}
		for i, part := range parts {
			if len(s.Cells[i].Numbers) != len(part.Stats) {
				t.Fatalf("%d numbers of %d", len(s.Cells[i].Numbers), len(part.Stats))
			}
			x := rapid.SampledFrom(part.Stats).Draw(t, "stat")
			got, ok := s.Stat(i, x.Variant, x.Metric, x.Statistic)
			x.Warnings = nil
			if diff := cmp.Diff(x, got, cmpopts.EquateNaNs()); !ok || diff != "" {
				t.Fatalf("%v %s", ok, diff)
			}
		}
		seen := map[output.SweepColumn]bool{}
		for _, c := range s.Columns {
			if seen[c] {
				t.Fatalf("twice: %+v", c)
			}
			seen[c] = true
		}
	})
}

// Columns of axes have names of their own.
func TestAxisHeaders(t *testing.T) {
	s := &output.Sweep{Axes: []output.SweepAxis{
		{Path: "a.b-c", Numeric: true, Unit: "t/yr"}, {Path: "a.b_c", Numeric: true, Unit: "t/yr"}, {Path: "case"}, {Path: "step", Unit: "yr"},
	}}
	s.SetHeaders()
	var got []string
	for _, a := range s.Axes {
		got = append(got, a.Header)
	}
	if diff := cmp.Diff([]string{"a_b_c_t_per_yr", "a_b_c_t_per_yr_2", "case_2", "step"}, got); diff != "" {
		t.Error(diff)
	}
}

// Criteria are counted over cells by hand: the last of five failed, two of the
// others have the first criterion's first verdict turned to pass.
func TestCriteriaOverCells(t *testing.T) {
	s := outputtest.Sweep(5)
	first := outputtest.Report().Criteria[0]
	want := output.CriterionCount{Scenario: "minimal", Policy: outputtest.Report().Variants[first.Variant].Policy, Criterion: first.Criterion, Line: first.Line, Cells: 4, Title: first.Title, Under: "No stockpile"}
	switch first.Outcome {
	case output.Pass:
		want.Pass = 2
	case output.Fail:
		want.Fail = 2
	default:
		want.TooClose = 2
	}
	want.Pass += 2
	if diff := cmp.Diff(want, s.CriteriaMet()[0]); diff != "" {
		t.Error(diff)
	}
}
