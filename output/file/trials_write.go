package file

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
	"magnetsim/output/csv"
)

// AddressColumns are the columns that stand before the others of trials and tell
// which trial a row is.
func AddressColumns() []output.Column {
	all := []output.Column{
		{Name: "trial", Kind: output.Whole, Doc: "number of the trial; the same number means the same draws under every policy"},
		{Name: "case", Doc: "case of the scenario; base for the scenario as it stands"},
		{Name: "policy", Doc: "policy in force"},
		{Name: "cell", Doc: "cell of a sweep; base if it sets nothing, or there is none"},
	}
	for i := range all {
		all[i].Title, all[i].On, all[i].Role = all[i].Name, output.Everywhere, output.RoleAddress
	}
	return all
}

// trialFields are the columns of a file of trials.
func trialFields(columns []output.Column) []csv.Field {
	var all []csv.Field
	for _, c := range append(AddressColumns(), columns...) {
		all = append(all, csv.FieldOf(c))
	}
	return all
}

// TrialsCSV writes trials as CSV, a line for each trial and variant, in the
// order in which they come.
type TrialsCSV struct {
	out    *bufio.Writer
	values [][]float64 // of the block at hand, by column
	label  []byte      // ",case,policy,cell" of the block at hand
	line   []byte
}

// NewTrialsCSV writes the header. Nothing is complete before Close.
func NewTrialsCSV(w io.Writer, columns []output.Column) *TrialsCSV {
	t := &TrialsCSV{out: bufio.NewWriterSize(w, csv.FlushAt), values: make([][]float64, len(columns))}
	t.line = append(csv.AppendNames(nil, trialFields(columns)), '\n')
	_, _ = t.out.Write(t.line) // the writer keeps its first error for what follows
	return t
}

// Write appends the trials of a block. It keeps nothing of r.
func (t *TrialsCSV) Write(r output.Block) error {
	for i := range t.values {
		t.values[i] = r.Column(i)
	}
	t.label = t.label[:0]
	for _, s := range r.Address {
		t.label = csv.AppendText(append(t.label, ','), s)
	}
	for lane := range r.N {
		if r.OK != nil && !r.OK(lane) {
			continue
		}
		t.line = append(strconv.AppendUint(t.line[:0], r.First+uint64(lane), 10), t.label...)
		for _, column := range t.values {
			t.line = append(t.line, ',')
			if column != nil {
				t.line = csv.AppendNumber(t.line, column[lane])
			}
		}
		if _, err := t.out.Write(append(t.line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// Close writes what is left. It does not close the writer beneath.
func (t *TrialsCSV) Close() error { return t.out.Flush() }

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
func (t *TrialsParquet) Write(r output.Block) error {
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
