package file

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
)

// addresses is the number of columns that tell which trial a row is.
var addresses = len(AddressColumns())

const (
	// rowsPerGroup bounds what a row group holds in memory: 150 columns of
	// doubles are 39 MB before compression.
	rowsPerGroup = 32 << 10
	// pageBytes is the size of a page before it is encoded: 5,000 doubles with
	// their bookkeeping, so that the open pages of 150 columns stay below 10 MB.
	pageBytes = 64 << 10
)

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
	options := []parquet.WriterOption{
		trialSchema(columns),
		parquet.CreatedBy("magnetsim", "1", ""),
		compression(),
		parquet.PageBufferSize(pageBytes),
	}
	for _, c := range columns {
		options = append(options, parquet.KeyValueMetadata(c.Name, meaning(c)))
	}
	file := parquet.NewGenericWriter[any](w, options...)
	return &TrialsParquet{w: file, columns: file.ColumnWriters()}
}

// meaning tells in one line what understood takes apart again.
func meaning(c output.Column) string {
	return fmt.Sprintf("%s %s (%s): %s", string(c.Role), c.Title, c.Unit, c.Doc)
}

func trialSchema(columns []output.Column) *parquet.Schema {
	group, order := parquet.Group{}, []string{}
	for _, c := range slices.Concat(AddressColumns(), columns) {
		group[c.Name] = field{Column: c}.node()
		order = append(order, c.Name)
	}
	return parquet.NewSchema("trials", inOrder{group, order})
}

// inOrder is a group whose fields stand in a given order; a parquet.Group alone
// would sort them by name.
type inOrder struct {
	parquet.Group
	order []string
}

func (g inOrder) Fields() []parquet.Field {
	byName := map[string]parquet.Field{}
	for _, f := range g.Group.Fields() {
		byName[f.Name()] = f
	}
	fields := make([]parquet.Field, len(g.order))
	for i, name := range g.order {
		fields[i] = byName[name]
	}
	return fields
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
	if err := t.label(r); err != nil {
		return err
	}
	for i := addresses; i < len(t.columns); i++ {
		if err := t.column(i, r.Column(i-addresses)); err != nil {
			return err
		}
	}
	t.rows += len(t.lanes)
	if t.rows < rowsPerGroup {
		return nil
	}
	t.rows = 0
	return t.w.Flush()
}

func (t *TrialsParquet) label(r Block) error {
	t.values = t.values[:0]
	for _, lane := range t.lanes {
		t.values = append(t.values, parquet.Int64Value(int64(r.First)+int64(lane)))
	}
	if err := t.put(0); err != nil {
		return err
	}
	for i, s := range r.Address {
		t.values = t.values[:0]
		for range t.lanes {
			t.values = append(t.values, parquet.ByteArrayValue([]byte(s)))
		}
		if err := t.put(1 + i); err != nil {
			return err
		}
	}
	return nil
}

func (t *TrialsParquet) column(i int, column []float64) error {
	t.values = t.values[:0]
	none := parquet.NullValue().Level(0, 0, i)
	for _, lane := range t.lanes {
		v := none
		if column != nil && !math.IsInf(column[lane], 0) && !math.IsNaN(column[lane]) {
			v = parquet.DoubleValue(column[lane]).Level(0, 1, i)
		}
		t.values = append(t.values, v)
	}
	return t.put(i)
}

func (t *TrialsParquet) put(i int) error {
	_, err := t.columns[i].WriteRowValues(t.values)
	return err
}

// Close writes what is left and the footer. It does not close the writer
// beneath.
func (t *TrialsParquet) Close() error { return t.w.Close() }
