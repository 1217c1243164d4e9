package file

import (
	"io"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
)

// CellsParquet writes the table of CellsCSV as Parquet: the axes of plain
// numbers as doubles, others as texts, both with nulls.
func CellsParquet(w io.Writer, s *output.Sweep) error {
	file := parquet.NewGenericWriter[any](w, cellSchema(s),
		parquet.CreatedBy("magnetsim", "1", ""), parquet.Compression(&parquet.Snappy), parquet.PageBufferSize(pageBytes))
	t := &cellTable{sweep: s, columns: file.ColumnWriters()}
	rows := 0
	for i := range s.Cells {
		all := cellRows(s, &s.Cells[i])
		if len(all) == 0 { // the library reads the first of the values, whatever their number
			continue
		}
		if err := t.write(all); err != nil {
			return err
		}
		if rows += len(all); rows < rowsPerGroup {
			continue
		}
		rows = 0
		if err := file.Flush(); err != nil {
			return err
		}
	}
	return file.Close()
}

// cellSchema keeps the columns in the order of the CSV.
func cellSchema(s *output.Sweep) *parquet.Schema {
	text := func() parquet.Node { return parquet.Encoded(parquet.String(), &parquet.RLEDictionary) }
	number := func() parquet.Node { return parquet.Leaf(parquet.DoubleType) }
	group := parquet.Group{
		"scenario": text(), "case": text(), "policy": text(), "cell": text(),
		"metric": text(), "statistic": text(), "value": parquet.Optional(number()), "unit": text(),
		"error_low": parquet.Optional(number()), "error_high": parquet.Optional(number()), "n": parquet.Int(64),
	}
	order := []string{"scenario", "case", "policy", "cell"}
	for _, a := range s.Axes {
		node := text()
		if a.Numeric {
			node = number()
		}
		group[a.Header] = parquet.Optional(node)
		order = append(order, a.Header)
	}
	order = append(order, "metric", "statistic", "value", "unit", "error_low", "error_high", "n")
	return parquet.NewSchema("cells", inOrder{group, order})
}

// cellTable writes rows column by column.
type cellTable struct {
	sweep   *output.Sweep
	columns []*parquet.ColumnWriter
	next    int // column
	err     error
}

func (t *cellTable) write(rows []cellRow) error {
	t.next = 0
	t.text(rows, func(r cellRow) string { return r.cell.Scenario })
	t.text(rows, func(r cellRow) string { return r.cell.Case })
	t.text(rows, func(r cellRow) string { return r.policy })
	t.text(rows, func(r cellRow) string { return r.cell.ID })
	for i, a := range t.sweep.Axes {
		v, given := valueOf(rows[0].cell, i) // all rows are of one cell
		switch {
		case a.Numeric && given:
			t.number(rows, func(cellRow) float64 { return v.Number })
		case a.Numeric:
			t.number(rows, func(cellRow) float64 { return nan })
		default:
			t.optional(rows, v.Text, given)
		}
	}
	t.text(rows, func(r cellRow) string { return r.metric })
	t.text(rows, func(r cellRow) string { return r.statistic })
	t.number(rows, func(r cellRow) float64 { return r.value })
	t.text(rows, func(r cellRow) string { return r.unit })
	t.number(rows, func(r cellRow) float64 { return r.low })
	t.number(rows, func(r cellRow) float64 { return r.high })
	t.put(rows, func(r cellRow) parquet.Value { return parquet.Int64Value(r.n) })
	return t.err
}

func (t *cellTable) text(rows []cellRow, of func(cellRow) string) {
	t.put(rows, func(r cellRow) parquet.Value { return parquet.ByteArrayValue([]byte(of(r))) })
}

// optional is the same text in all rows, or null.
func (t *cellTable) optional(rows []cellRow, text string, given bool) {
	column := t.next
	t.put(rows, func(cellRow) parquet.Value {
		if !given {
			return parquet.NullValue().Level(0, 0, column)
		}
		return parquet.ByteArrayValue([]byte(text)).Level(0, 1, column)
	})
}

// number is a double, or null where it is not finite.
func (t *cellTable) number(rows []cellRow, of func(cellRow) float64) {
	column := t.next
	t.put(rows, func(r cellRow) parquet.Value {
		x := of(r)
		if !finite(x) {
			return parquet.NullValue().Level(0, 0, column)
		}
		return parquet.DoubleValue(x).Level(0, 1, column)
	})
}

func (t *cellTable) put(rows []cellRow, of func(cellRow) parquet.Value) {
	values := make([]parquet.Value, len(rows))
	for i, r := range rows {
		values[i] = of(r)
	}
	if t.err == nil {
		_, t.err = t.columns[t.next].WriteRowValues(values)
	}
	t.next++
}
