package file

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
)

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
	pages := chunk.Pages()
	defer pages.Close()
	n := 0
	for n < len(all) {
		page, err := pages.ReadPage()
		if err != nil {
			return nil, fmt.Errorf("the trials cannot be read: %w", err)
		}
		for values := page.Values(); ; {
			k, err := values.ReadValues(all[n:])
			for i := range all[n : n+k] {
				all[n+i] = all[n+i].Clone()
			}
			n += k
			if errors.Is(err, io.EOF) || err == nil && k == 0 {
				break
			}
			if err != nil {
				return nil, fmt.Errorf("the trials cannot be read: %w", err)
			}
		}
		parquet.Release(page)
	}
	return all, nil
}
