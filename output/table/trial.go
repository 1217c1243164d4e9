package table

import (
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
)

// TrialCSV writes the ledger of a trial, one line a step: the severity of each
// curb, flows and stocks. Several stages of the chain stand below one another; what
// one of them does not have is left empty.
func TrialCSV(w io.Writer, s *output.Story) error {
	var headers []string
	for _, g := range s.Ledgers {
		for _, c := range g.Columns {
			if !slices.Contains(headers, c.Header()) {
				headers = append(headers, c.Header())
			}
		}
	}
	l := newLines(w)
	l.text("step", "date", "stage")
	l.text(headers...)
	l.end()
	for _, g := range s.Ledgers {
		for k, date := range g.Dates {
			l.count(int64(k))
			l.text(date, g.Stage)
			for _, h := range headers {
				l.numbers(ledgerValue(g, h, k))
			}
			l.end()
		}
	}
	return l.close()
}

// ledgerValue returns a column's value in a step, NaN where the ledger has none.
func ledgerValue(g output.StoryLedger, header string, step int) float64 {
	for _, c := range g.Columns {
		if c.Header() == header {
			return c.Values[step]
		}
	}
	return nan
}

// StoredTrial is one row of a file of trials. A cell that is empty is missing.
type StoredTrial struct {
	Inputs, Metrics map[string]float64
}

// ReadTrial reads the row of a variant's trial from a file that TrialsParquet
// wrote; nil where the file has none.
func ReadTrial(file io.ReaderAt, bytes int64, v output.Variant, trial uint64) (t *StoredTrial, err error) {
	defer damaged(&err)
	f, err := parquet.OpenFile(file, bytes)
	if err != nil {
		return nil, fmt.Errorf("not a file of trials: %w", err)
	}
	columns, _ := trialFields(f, Choice{})
	if len(columns) < len(leading) {
		return nil, fmt.Errorf("not a file of trials")
	}
	for _, group := range f.RowGroups() {
		at, err := rowOf(group, v, trial)
		if err != nil {
			return nil, err
		}
		if at < 0 {
			continue
		}
		row, err := rowAt(group, at)
		if err != nil {
			return nil, err
		}
		return storedTrial(columns, row), nil
	}
	return nil, nil
}

// rowOf finds a variant's trial in a row group, −1 where it is not.
func rowOf(group parquet.RowGroup, v output.Variant, trial uint64) (int64, error) {
	var labels [4][]parquet.Value
	for i := range labels {
		var err error
		if labels[i], err = valuesOf(group.ColumnChunks()[i]); err != nil {
			return -1, err
		}
	}
	for i, n := range labels[0] {
		if n.Uint64() == trial && v.Address() == [3]string{labels[1][i].String(), labels[2][i].String(), labels[3][i].String()} {
			return int64(i), nil
		}
	}
	return -1, nil
}

func rowAt(group parquet.RowGroup, at int64) (parquet.Row, error) {
	rows := group.Rows()
	defer rows.Close()
	if err := rows.SeekToRow(at); err != nil {
		return nil, err
	}
	one := make([]parquet.Row, 1)
	if n, err := rows.ReadRows(one); n < 1 {
		return nil, fmt.Errorf("the file is damaged: %w", err)
	}
	return one[0].Clone(), nil
}

func storedTrial(columns []Field, row parquet.Row) *StoredTrial {
	t := &StoredTrial{Inputs: map[string]float64{}, Metrics: map[string]float64{}}
	for i, c := range columns[len(leading):] {
		x := row[len(leading)+i]
		if x.IsNull() {
			continue
		}
		if role, name, _ := understood(c.Doc); role == "input" {
			t.Inputs[name] = x.Double()
		} else {
			t.Metrics[name] = x.Double()
		}
	}
	return t
}
