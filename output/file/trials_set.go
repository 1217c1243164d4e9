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
	chunks := group.ColumnChunks()
	rows, any, err := r.rows(chunks)
	if err != nil || !any {
		return err
	}
	for i, at := range r.at {
		values, err := valuesOf(chunks[at])
		if err != nil {
			return err
		}
		if len(values) != len(rows) {
			return fmt.Errorf("the trials cannot be read: %d values of %s in %d rows", len(values), r.columns[i].Title, len(rows))
		}
		for k, v := range values {
			switch s := rows[k]; {
			case s == nil:
			case v.IsNull():
				s.Values[i] = append(s.Values[i], nan)
			default:
				s.Values[i] = append(s.Values[i], v.Double())
			}
		}
	}
	return nil
}

// rows returns the set of each row, nil where it goes into none, and adds the
// number of its trial.
func (r *setReader) rows(chunks []parquet.ColumnChunk) (rows []*TrialSet, any bool, err error) {
	var labels [4][]parquet.Value
	for i := range labels {
		if labels[i], err = valuesOf(chunks[i]); err != nil {
			return nil, false, err
		}
	}
	rows = make([]*TrialSet, len(labels[0]))
	for i, trial := range labels[0] {
		s := r.set([3]string{labels[1][i].String(), labels[2][i].String(), labels[3][i].String()})
		if s == nil || len(s.Numbers) == r.most {
			continue
		}
		s.Numbers = append(s.Numbers, trial.Uint64())
		rows[i], any = s, true
	}
	return rows, any, nil
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
