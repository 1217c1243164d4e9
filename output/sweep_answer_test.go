package output_test

import (
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// Of many cells people see those with the least and the most shortfall, and files all.
func TestManyCellsAreCut(t *testing.T) {
	for _, at := range []struct{ cells, screen, page int }{{5, 4, 4}, {40, 6, 39}, {400, 6, 6}} {
		a := outputtest.Sweep(at.cells).Answer()
		rows := map[output.Media]int{}
		notes := map[output.Media]string{}
		for _, m := range []output.Media{output.Screen, output.Page} {
			for _, table := range a.Tables {
				if shown, words, err := table.InWords(m); err == nil && table.Title == "No stockpile" && len(shown.Columns) > 0 {
					rows[m] += len(words)
					if cut := slices.IndexFunc(words, func(row []output.Cell) bool { return row[0].Rule }); (cut == 3) != (len(words) == 6) {
						t.Errorf("%d cells: a line above row %d of %d", at.cells, cut, len(words))
					}
				}
				if len(table.For(m).Columns) > 0 {
					notes[m] += strings.Join(table.Notes, " ")
				}
			}
			if cut := strings.Contains(notes[m], "Shown: the"); cut != (rows[m] == 6) || strings.Count(notes[m], "CVaR95: mean") != 1 {
				t.Errorf("%d cells: %s", at.cells, notes[m])
			}
		}
		if rows[output.Screen] != at.screen || rows[output.Page] != at.page {
			t.Errorf("%d cells: %v rows", at.cells, rows)
		}
		outcomes, _ := a.Table("outcomes")
		if n, _ := outcomes.Len(); n != 3*(at.cells-1) {
			t.Errorf("%d outcomes of %d cells", n, at.cells)
		}
	}
}

// Every number of every cell stands in the table of cells, with the columns of a run's
// summary, and JSON leaves it out where it is long.
func TestCellsStackWithARun(t *testing.T) {
	s := outputtest.Sweep(5)
	cells, _ := s.Answer().Table("cells")
	names := func(t output.Table) (all []string) {
		for _, c := range t.Columns {
			all = append(all, c.Name)
		}
		return all
	}
	got := slices.DeleteFunc(names(cells), func(n string) bool {
		return n == "scenario" || n == s.Axes[0].Header || n == s.Axes[1].Header
	})
	if want := names(outputtest.Report().SummaryTable()); !slices.Equal(got, want) {
		t.Errorf("%v, of a run %v", got, want)
	}
	want := 0
	for _, c := range s.Cells {
		want += len(c.Numbers) + 3*len(c.Criteria)
	}
	if n, _ := cells.Len(); n != want || cells.Long {
		t.Errorf("%d numbers, want %d", n, want)
	}
	if cells, _ := outputtest.Sweep(400).Answer().Table("cells"); !cells.Long {
		t.Error("many cells stand in the JSON of the answer")
	}
	for row := range cells.Rows {
		for i, c := range cells.Columns {
			if c.Role == output.RoleAddress && c.Kind == output.Text && row[i].Text == "" {
				t.Fatalf("%s is empty: it could not be grouped by", c.Name)
			}
		}
	}
}

// Where a cell sets one place at most, a row says which, and to what.
func TestOnePlaceAtATime(t *testing.T) {
	s := outputtest.Sweep(5)
	for i := range s.Cells {
		if c := &s.Cells[i]; len(c.Values) > 0 {
			c.Values = c.Values[i%2 : i%2+1]
		}
	}
	shown, rows, err := s.Answer().Tables[0].InWords(output.Screen)
	if err != nil {
		t.Fatal(err)
	}
	got := shown.Columns[0].Title + "," + shown.Columns[1].Title + "," + shown.Columns[2].Title
	if got != "Case,Varied,To" || shown.Leading() != 3 || rows[0][1].Text != "base" || rows[1][1].Text != "Uses" || rows[1][2].Text != "magnet" {
		t.Error(got, shown.Leading(), rows)
	}
}

// A sweep all of whose cells failed says so, and has tables without rows.
func TestSweepWithoutResults(t *testing.T) {
	a := outputtest.Sweep(1).Answer()
	cells, _ := a.Table("cells")
	failed, _ := a.Table("failed_cells")
	if n, _ := cells.Len(); n != 0 || failed.Title != "1 cell failed" || a.Sentences != nil {
		t.Error(n, failed.Title, a.Sentences)
	}
}
