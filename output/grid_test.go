package output_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"magnetsim/output"
)

func gridOf(lines ...string) output.Grid {
	var g output.Grid
	for i, line := range lines {
		cells := strings.Split(line, "|")
		if i == 0 {
			g.Columns = cells
			continue
		}
		g.Rows = append(g.Rows, output.GridRow{Cells: cells})
	}
	return g
}

func linesOf(g output.Grid) []string {
	lines := []string{strings.Join(g.Columns, "|")}
	for _, row := range g.Rows {
		lines = append(lines, strings.Join(row.Cells, "|"))
	}
	return lines
}

// A unit goes above where all numbers have it, and nowhere else.
func TestUnitsAbove(t *testing.T) {
	g := gridOf(
		"|mean|chance|change|money|mixed|never|words|pure|rare",
		"a|1,203 ± 36 t|82.0 ± 0.8%||0 INR|24.6 crore INR|27 weeks|none|1|below 0.04%",
		"b|61.4 t ~|51%|−41.5 ± 2.1 t|330 ± 10 crore INR|1.2 lakh crore INR|49 weeks, never|2 t|2|3%",
		"c|0 t||~|+9 crore INR|1 crore INR|28 weeks, 141 weeks|3 t|3|4%",
	)
	want := []string{
		"|mean (t)|chance (%)|change (t)|money (crore INR)|mixed|never|words|pure|rare",
		"a|1,203 ± 36|82.0 ± 0.8||0|24.6 crore INR|27 weeks|none|1|below 0.04%",
		"b|61.4 ~|51|−41.5 ± 2.1|330 ± 10|1.2 lakh crore INR|49 weeks, never|2 t|2|3%",
		"c|0||~|+9|1 crore INR|28 weeks, 141 weeks|3 t|3|4%",
	}
	before := linesOf(g)
	if diff := cmp.Diff(want, linesOf(g.UnitsAbove())); diff != "" {
		t.Errorf("units above (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, linesOf(g)); diff != "" {
		t.Errorf("the grid itself changed:\n%s", diff)
	}
}

func TestSplit(t *testing.T) {
	g := gridOf("who|a|b|c|d", "x|1|2||4", "y||||5")
	g.Title, g.Notes = "T", []string{"n"}
	parts := g.Split("c", ", left", ", right")
	if len(parts) != 2 || parts[0].Title != "T, left" || parts[1].Title != "T, right" || parts[0].Notes != nil || len(parts[1].Notes) != 1 {
		t.Fatalf("%+v", parts)
	}
	if diff := cmp.Diff([][]string{{"who|a|b", "x|1|2"}, {"who|d", "x|4", "y|5"}}, [][]string{linesOf(parts[0]), linesOf(parts[1])}); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if whole := g.Split("none", "", ""); len(whole) != 1 || linesOf(whole[0])[0] != "who|a|b|d" {
		t.Errorf("%+v", whole)
	}
	if parts := gridOf("who|a|b", "x|1|").Split("b", "", ""); len(parts) != 1 {
		t.Errorf("an empty half: %+v", parts)
	}
}
