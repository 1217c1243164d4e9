package table

import (
	"math"
	"slices"

	"magnetsim/output"
)

// Sheet is a table on its way into a file: named columns, and rows that come one
// after another. What reads it knows nothing of what it holds.
type Sheet struct {
	Name    string // "summary"
	Title   string // for people
	Columns []Field
	// Each hands out the rows, and stops at an error of yield. A row is the next
	// call's.
	Each func(yield func(row []Cell) error) error
}

// Kind is what a column holds.
type Kind int

// The kinds of columns.
const (
	Text   Kind = iota
	Figure      // a number, in the unit of the column or of the cell
	Whole       // a whole number
	Day         // a date, as text by ISO 8601
)

// Field is a column.
type Field struct {
	Name string
	Kind Kind
	Unit string // "" where there is none, or each row has its own
	Doc  string
}

// Cell is a value: Text of a text or a day, else Number, which is NaN where there
// is none. Unit is that of a number whose column has many.
type Cell struct {
	Text   string
	Number float64
	Unit   string
}

func word(s string) Cell { return Cell{Text: s} }

// size is a number, none where it is not finite.
func size(x float64, unit string) Cell {
	if math.IsInf(x, 0) {
		x = nan
	}
	return Cell{Number: x, Unit: unit}
}

// Choice is what of a report goes into a sheet; the zero value is all.
type Choice struct {
	Policies []string // by name
	Metrics  []string // "shortfall.auto", or "shortfall" for all of that measure
}

func (c Choice) policy(name string) bool {
	return len(c.Policies) == 0 || slices.Contains(c.Policies, name)
}

func (c Choice) metric(measure, name string) bool {
	return len(c.Metrics) == 0 || slices.Contains(c.Metrics, measure) || slices.Contains(c.Metrics, name)
}

// SummarySheet is every number of the report, one a row: what summary.csv holds.
func SummarySheet(r *output.Report, c Choice) Sheet {
	return Sheet{
		Name: "summary", Title: "Every number of the run",
		Columns: documented("summary.csv", Field{Name: "case"}, Field{Name: "policy"}, Field{Name: "cell"}, Field{Name: "sector"}, Field{Name: "metric"},
			Field{Name: "statistic"}, Field{Name: "value", Kind: Figure}, Field{Name: "unit"}, Field{Name: "error_low", Kind: Figure},
			Field{Name: "error_high", Kind: Figure}, Field{Name: "n", Kind: Whole}, Field{Name: "kind"}),
		Each: func(yield func([]Cell) error) error {
			for _, x := range append(rows(r), verdictRows(r)...) {
				if !c.policy(x.Policy) || !c.metric(x.Metric, output.MetricOf(x.Metric, x.Sector)) {
					continue
				}
				if err := yield([]Cell{
					word(x.Case), word(x.Policy), word(x.Cell), word(x.Sector), word(x.Metric), word(x.Statistic), size(float64(x.Value), x.Unit), word(x.Unit),
					size(float64(x.Low), x.Unit), size(float64(x.High), x.Unit), {Number: float64(x.N)}, word(x.Kind),
				}); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// TimeseriesSheet is every series by step: what timeseries.csv holds.
func TimeseriesSheet(r *output.Report, c Choice) Sheet {
	columns := []Field{{Name: "date", Kind: Day}, {Name: "step", Kind: Whole}, {Name: "case"}, {Name: "policy"}, {Name: "cell"}, {Name: "series"}, {Name: "unit"}}
	for _, name := range []string{"mean", "p5", "p25", "p50", "p75", "p95"} {
		columns = append(columns, Field{Name: name, Kind: Figure})
	}
	return Sheet{
		Name: "timeseries", Title: "What is followed in time",
		Columns: documented("timeseries.csv", append(columns, Field{Name: "above_zero", Kind: Figure, Unit: "share"})...),
		Each: func(yield func([]Cell) error) error {
			for _, s := range r.Series {
				v := r.Variants[s.Variant]
				if !c.policy(v.Policy) || !c.metric(s.Measure, s.Name) {
					continue
				}
				for k := range s.Mean {
					row := []Cell{word(r.Run.Dates[k]), {Number: float64(k)}, word(v.Case), word(v.Policy), word(v.Cell), word(s.Name), word(s.Unit)}
					for _, list := range [][]float64{s.Mean, s.P5, s.P25, s.P50, s.P75, s.P95} {
						row = append(row, size(list[k], s.Unit))
					}
					if err := yield(append(row, size(s.Positive[k], "share"))); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}
}

// AssumptionsSheet is every figure of the scenario: what assumptions.csv holds.
func AssumptionsSheet(r *output.Report) Sheet {
	return Sheet{
		Name: "assumptions", Title: "Assumptions and their sources",
		Columns: documented("assumptions.csv", Field{Name: "path"}, Field{Name: "value"}, Field{Name: "means"}, Field{Name: "source"}, Field{Name: "note"}, Field{Name: "origin"}),
		Each: func(yield func([]Cell) error) error {
			for _, a := range r.Assumptions {
				if err := yield([]Cell{word(a.Path), word(a.Value), word(a.Means), word(a.Source), word(a.Note), word(a.Origin)}); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// Without returns the sheet without a column.
func (s Sheet) Without(name string) Sheet {
	at := slices.IndexFunc(s.Columns, func(f Field) bool { return f.Name == name })
	if at < 0 {
		return s
	}
	less := s
	less.Columns = slices.Delete(slices.Clone(s.Columns), at, at+1)
	less.Each = func(yield func([]Cell) error) error {
		return s.Each(func(row []Cell) error { return yield(slices.Delete(slices.Clone(row), at, at+1)) })
	}
	return less
}

// documented explains columns by the guide to a file.
func documented(file string, columns ...Field) []Field {
	for i := range columns {
		for _, e := range guide {
			if e.file == file && (e.name == columns[i].Name || e.name == "pNN" && columns[i].Doc == "") {
				columns[i].Doc = e.doc
			}
		}
	}
	return columns
}
