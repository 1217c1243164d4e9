package file

import (
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
)

// addresses is the number of columns that tell which trial a row is.
var addresses = len(AddressColumns())

// TrialsParquet writes trials as Parquet, a row for each trial and variant, in
// the order in which they come. What columns mean stands in the file's key and
// value metadata under their names.
type TrialsParquet struct {
	w       *parquet.GenericWriter[any]
	columns []*parquet.ColumnWriter
	rows    int // in the open row group
	values  []parquet.Value
	lanes   []int // that succeeded, of the block at hand
}

// NewTrialsParquet begins a file. Nothing is complete before Close.
func NewTrialsParquet(w io.Writer, columns []output.Column) *TrialsParquet {
	var meanings []parquet.WriterOption
	for _, c := range columns {
		meanings = append(meanings, parquet.KeyValueMetadata(c.Name, meaning(c)))
	}
	file := newParquet(w, "trials", groupOf(trialFields(columns)), meanings...)
	return &TrialsParquet{w: file, columns: file.ColumnWriters()}
}

// meaning tells in one line what understood takes apart again.
func meaning(c output.Column) string {
	return fmt.Sprintf("%s %s (%s): %s", string(c.Role), c.Title, c.Unit, c.Doc)
}

// Write appends the trials of a block. It keeps nothing of r.
func (t *TrialsParquet) Write(r Block) error {
	t.lanes = t.lanes[:0]
	for lane := range r.N {
		if r.OK == nil || r.OK(lane) {
			t.lanes = append(t.lanes, lane)
		}
	}
	if len(t.lanes) == 0 { // the library reads the first of the values, whatever their number
		return nil
	}
	text := func(s string) func(int) parquet.Value {
		return func(int) parquet.Value { return parquet.ByteArrayValue([]byte(s)) }
	}
	err := t.put(0, func(lane int) parquet.Value { return parquet.Int64Value(int64(r.First) + int64(lane)) })
	for i := 1; err == nil && i < len(t.columns); i++ {
		if i < addresses {
			err = t.put(i, text(r.Address[i-1]))
			continue
		}
		column, none := r.Column(i-addresses), parquet.NullValue().Level(0, 0, i)
		err = t.put(i, func(lane int) parquet.Value {
			if column == nil || math.IsInf(column[lane], 0) || math.IsNaN(column[lane]) {
				return none
			}
			return parquet.DoubleValue(column[lane]).Level(0, 1, i)
		})
	}
	t.rows += len(t.lanes)
	if err != nil || t.rows < rowsPerGroup {
		return err
	}
	t.rows = 0
	return t.w.Flush()
}

// put writes the values of a column, one for each trial that succeeded.
func (t *TrialsParquet) put(i int, of func(lane int) parquet.Value) error {
	t.values = t.values[:0]
	for _, lane := range t.lanes {
		t.values = append(t.values, of(lane))
	}
	_, err := t.columns[i].WriteRowValues(t.values)
	return err
}

// Close writes what is left and the footer. It does not close the writer
// beneath.
func (t *TrialsParquet) Close() error { return t.w.Close() }
