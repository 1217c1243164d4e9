package table

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// OpenTrials reads a file that TrialsParquet wrote, of so many bytes, as a
// sheet, a row for each trial and policy, and returns how many rows the file has.
// Metrics choose among the outputs and leave out the inputs.
func OpenTrials(file io.ReaderAt, bytes int64, c Choice) (s Sheet, total int64, err error) {
	defer damaged(&err)
	f, err := parquet.OpenFile(file, bytes)
	if err != nil {
		return Sheet{}, 0, fmt.Errorf("the trials cannot be read: %w", err)
	}
	columns, from := trialFields(f, c)
	s = Sheet{Name: "trials", Title: "Every trial", Columns: columns, Each: func(yield func([]Cell) error) error {
		for _, group := range f.RowGroups() {
			if err := eachTrial(group, columns, from, c, yield); err != nil {
				return err
			}
		}
		return nil
	}}
	return s, f.NumRows(), nil
}

// trialFields returns the columns chosen, and where each stands in the file.
func trialFields(f *parquet.File, c Choice) (columns []Field, from []int) {
	for i, leaf := range f.Schema().Fields() {
		one := Field{Name: leaf.Name()}
		if i < len(leading) {
			one.Doc = leading[i].Doc
			if i == 0 {
				one.Kind = Whole
			}
		} else {
			meaning, _ := f.Lookup(leaf.Name())
			role, name, unit := understood(meaning)
			measure, _, _ := strings.Cut(name, ".")
			if len(c.Metrics) > 0 && (role != "output" || !c.metric(measure, name)) {
				continue
			}
			one.Kind, one.Unit, one.Doc = Figure, unit, meaning
		}
		columns, from = append(columns, one), append(from, i)
	}
	return columns, from
}

// understood takes apart what meaning wrote: "output shortfall.auto (t): …".
func understood(meaning string) (role, name, unit string) {
	head, _, _ := strings.Cut(meaning, "): ")
	role, rest, _ := strings.Cut(head, " ")
	name, unit, _ = strings.Cut(rest, " (")
	return role, name, unit
}

// rowsAtOnce are read together; a row of 150 columns takes 4 kB.
const rowsAtOnce = 256

func eachTrial(group parquet.RowGroup, columns []Field, from []int, c Choice, yield func([]Cell) error) (err error) {
	defer damaged(&err)
	rows := group.Rows()
	defer rows.Close()
	buffer, row := make([]parquet.Row, rowsAtOnce), make([]Cell, len(columns))
	for {
		n, err := rows.ReadRows(buffer)
		for _, values := range buffer[:n] {
			if !c.policy(values[2].String()) {
				continue
			}
			for i, at := range from {
				row[i] = cellOf(values[at], columns[i])
			}
			if err := yield(row); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the trials cannot be read: %w", err)
		}
	}
}

func cellOf(v parquet.Value, f Field) Cell {
	switch {
	case f.Kind == Text:
		return Cell{Text: v.String()}
	case v.IsNull():
		return Cell{Number: nan, Unit: f.Unit}
	case f.Kind == Whole:
		return Cell{Number: float64(v.Uint64())}
	}
	return Cell{Number: v.Double(), Unit: f.Unit}
}
