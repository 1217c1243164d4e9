package file

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
)

// OpenTrials reads a file that TrialsParquet wrote, of so many bytes, as a table,
// a row for each trial and policy, and returns how many rows the file has. Columns
// and policies are those that keep and policy say; nil keeps all.
func OpenTrials(from io.ReaderAt, bytes int64, keep func(output.Column) bool, policy func(string) bool) (t output.Table, rows int64, err error) {
	f, all, err := openTrials(from, bytes)
	if err != nil {
		return output.Table{}, 0, err
	}
	t = output.Table{Name: "trials", Title: "Every trial"}
	var at []int
	for i, c := range all {
		if i < addresses || keep == nil || keep(c) {
			t.Columns, at = append(t.Columns, c), append(at, i)
		}
	}
	t.Rows = func(yield func([]output.Cell, error) bool) {
		for _, group := range f.RowGroups() {
			if !eachTrial(group, t.Columns, at, policy, yield) {
				return
			}
		}
	}
	return t, f.NumRows(), nil
}

// openTrials opens a file of trials and returns its columns.
func openTrials(from io.ReaderAt, bytes int64) (f *parquet.File, columns []output.Column, err error) {
	defer recovered(&err)
	if f, err = parquet.OpenFile(from, bytes); err != nil {
		return nil, nil, fmt.Errorf("the trials cannot be read: %w", err)
	}
	columns = AddressColumns()
	leaves := f.Schema().Fields()
	for i, c := range columns {
		if i >= len(leaves) || leaves[i].Name() != c.Name {
			return nil, nil, errors.New("not a file of trials")
		}
	}
	for _, leaf := range leaves[len(columns):] {
		text, _ := f.Lookup(leaf.Name())
		c := understood(text)
		c.Name, c.Kind, c.On = leaf.Name(), output.Number, output.Everywhere
		columns = append(columns, c)
	}
	return f, columns, nil
}

// recovered turns a panic of the library, on a file that is damaged, into an error.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the trials cannot be read: the file is damaged: %v", p)
	}
}

// understood takes apart what meaning wrote: "output shortfall.auto (t): …".
func understood(text string) output.Column {
	head, doc, _ := strings.Cut(text, "): ")
	role, rest, _ := strings.Cut(head, " ")
	title, unit, _ := strings.Cut(rest, " (")
	return output.Column{Title: title, Unit: unit, Doc: doc, Role: output.Role(role)}
}

// eachTrial hands out the rows of a group; false where no more are wanted.
func eachTrial(group parquet.RowGroup, columns []output.Column, at []int, policy func(string) bool, yield func([]output.Cell, error) bool) bool {
	rows := group.Rows()
	defer rows.Close()
	buffer, row := make([]parquet.Row, rowsAtOnce), make([]output.Cell, len(columns))
	for {
		n, err := readRows(rows, buffer)
		for _, values := range buffer[:n] {
			if policy != nil && !policy(values[2].String()) {
				continue
			}
			for i, from := range at {
				row[i] = cellOf(values[from], columns[i])
			}
			if !yield(row, nil) {
				return false
			}
		}
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return yield(nil, fmt.Errorf("the trials cannot be read: %w", err))
		}
	}
}

func readRows(rows parquet.Rows, buffer []parquet.Row) (n int, err error) {
	defer recovered(&err)
	return rows.ReadRows(buffer)
}

func cellOf(v parquet.Value, c output.Column) output.Cell {
	switch {
	case c.Kind == output.Text:
		return output.Cell{Text: v.String()}
	case v.IsNull():
		return output.Cell{Value: math.NaN(), Unit: c.Unit}
	case c.Kind == output.Whole:
		return output.Cell{Value: float64(v.Uint64())}
	}
	return output.Cell{Value: v.Double(), Unit: c.Unit}
}

// StoredTrial is one row of a file of trials. A cell that is empty is missing.
type StoredTrial struct {
	Inputs, Metrics map[string]float64
	Holds           map[string]bool // the metrics and inputs that the file has, by their names
}

// ReadTrial reads the row of a trial from a file that TrialsParquet wrote; nil
// where the file has none. The address is case, policy and cell.
func ReadTrial(from io.ReaderAt, bytes int64, address [3]string, trial uint64) (found *StoredTrial, err error) {
	defer recovered(&err)
	f, columns, err := openTrials(from, bytes)
	if err != nil {
		return nil, err
	}
	for _, group := range f.RowGroups() {
		labels, err := labelsOf(group)
		if err != nil {
			return nil, err
		}
		for i, n := range labels[0] {
			if n.Uint64() == trial && labels.address(i) == address {
				return storedTrial(group, int64(i), columns)
			}
		}
	}
	return nil, nil
}

// storedTrial reads a row of a group.
func storedTrial(group parquet.RowGroup, at int64, columns []output.Column) (*StoredTrial, error) {
	rows := group.Rows()
	defer rows.Close()
	if err := rows.SeekToRow(at); err != nil {
		return nil, err
	}
	one := make([]parquet.Row, 1)
	if n, err := rows.ReadRows(one); n < 1 {
		return nil, fmt.Errorf("the file is damaged: %w", err)
	}
	t := &StoredTrial{Inputs: map[string]float64{}, Metrics: map[string]float64{}, Holds: map[string]bool{}}
	for i, c := range columns[addresses:] {
		x := one[0][addresses+i]
		t.Holds[c.Title] = true
		switch {
		case x.IsNull():
		case c.Role == output.RoleInput:
			t.Inputs[c.Title] = x.Double()
		default:
			t.Metrics[c.Title] = x.Double()
		}
	}
	return t, nil
}

// TrialSet is some columns of the trials of one variant.
type TrialSet struct {
	Address [3]string // case, policy, cell
	Numbers []uint64  // of the trials, in the order of the file
	Columns []output.Column
	Values  [][]float64 // by column, then trial; NaN for an empty cell
}

// Column returns the values of a metric or input by its title,
// "shortfall.total". It is false where the set has none.
func (s *TrialSet) Column(title string) ([]float64, output.Column, bool) {
	for i, c := range s.Columns {
		if c.Title == title {
			return s.Values[i], c, true
		}
	}
	return nil, output.Column{}, false
}

// ReadTrials reads the columns that keep says from a file that TrialsParquet
// wrote, of so many bytes: of the variants that want says (nil for all), in the
// order in which they first appear, the first most trials each.
func ReadTrials(from io.ReaderAt, bytes int64, keep func(output.Column) bool, want func(address [3]string) bool, most int) (sets []*TrialSet, err error) {
	defer recovered(&err)
	f, columns, err := openTrials(from, bytes)
	if err != nil {
		return nil, err
	}
	r := &setReader{want: want, most: most, by: map[[3]string]*TrialSet{}}
	for i, c := range columns {
		if i >= addresses && keep(c) {
			r.columns, r.at = append(r.columns, c), append(r.at, i)
		}
	}
	for _, group := range f.RowGroups() {
		if err := r.read(group); err != nil {
			return nil, err
		}
	}
	return r.sets, nil
}

// setReader gathers the rows of a file by variant.
type setReader struct {
	want    func([3]string) bool
	most    int
	columns []output.Column
	at      []int // where they stand in the file
	sets    []*TrialSet
	by      map[[3]string]*TrialSet // nil for a variant that is not wanted
}

func (r *setReader) read(group parquet.RowGroup) error {
	labels, err := labelsOf(group)
	if err != nil {
		return err
	}
	rows, some := make([]*TrialSet, len(labels[0])), false // the set of each row, nil where it goes into none
	for i, trial := range labels[0] {
		if s := r.set(labels.address(i)); s != nil && len(s.Numbers) < r.most {
			s.Numbers = append(s.Numbers, trial.Uint64())
			rows[i], some = s, true
		}
	}
	if !some {
		return nil
	}
	for i, at := range r.at {
		values, err := valuesOf(group.ColumnChunks()[at])
		if err != nil {
			return err
		}
		if len(values) != len(rows) {
			return fmt.Errorf("the trials cannot be read: %d values of %s in %d rows", len(values), r.columns[i].Title, len(rows))
		}
		for k, v := range values {
			if s := rows[k]; s != nil {
				s.Values[i] = append(s.Values[i], cellOf(v, r.columns[i]).Value)
			}
		}
	}
	return nil
}

// set returns that of a variant, nil where it is not wanted.
func (r *setReader) set(address [3]string) *TrialSet {
	s, known := r.by[address]
	if known {
		return s
	}
	if r.want == nil || r.want(address) {
		s = &TrialSet{Address: address, Columns: r.columns, Values: make([][]float64, len(r.columns))}
		r.sets = append(r.sets, s)
	}
	r.by[address] = s
	return s
}

// labels say which trials the rows of a group are: number, case, policy and cell.
type labels [4][]parquet.Value

func labelsOf(group parquet.RowGroup) (l labels, err error) {
	for i := range l {
		if l[i], err = valuesOf(group.ColumnChunks()[i]); err != nil {
			return l, err
		}
	}
	return l, nil
}

func (l labels) address(row int) [3]string {
	return [3]string{l[1][row].String(), l[2][row].String(), l[3][row].String()}
}

// valuesOf reads a column of a row group.
func valuesOf(chunk parquet.ColumnChunk) ([]parquet.Value, error) {
	all := make([]parquet.Value, chunk.NumValues())
	values := parquet.NewColumnChunkValueReader(chunk)
	defer values.Close()
	for n := 0; n < len(all); {
		k, err := values.ReadValues(all[n:])
		if err != nil {
			return nil, fmt.Errorf("the trials cannot be read: %w", err)
		}
		for i := range all[n : n+k] { // the next page takes the place of this one
			all[n+i] = all[n+i].Clone()
		}
		n += k
	}
	return all, nil
}
