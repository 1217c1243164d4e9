package table

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// VariantTrials are some metrics of the trials of one variant, as a file of
// trials holds them.
type VariantTrials struct {
	Case, Policy, Cell string
	Trials             []uint64    // their numbers, in the order of the file
	Metrics            [][]float64 // by metric asked for, then trial; nil for one that the file does not have
}

// ReadTrials reads metrics ("shortfall.total") of all variants from a file that
// TrialsParquet wrote, variants in the order in which they first appear. It
// refuses a metric that has no number in some trial, such as a time beyond the
// horizon.
func ReadTrials(r io.ReaderAt, size int64, metrics []string) (all []*VariantTrials, err error) {
	defer damaged(&err)
	f, err := parquet.OpenFile(r, size)
	if err != nil {
		return nil, fmt.Errorf("not a file of trials: %w", err)
	}
	t := &trialReader{metrics: metrics, byLabel: map[[3]string]*VariantTrials{}}
	for _, name := range []string{"trial", "case", "policy", "cell"} {
		i, ok := leafOf(f, name)
		if !ok {
			return nil, fmt.Errorf("not a file of trials: it has no column %q", name)
		}
		t.labels = append(t.labels, i)
	}
	for _, m := range metrics {
		t.places = append(t.places, placeOf(f, m))
	}
	for _, group := range f.RowGroups() {
		if err := t.read(group); err != nil {
			return nil, err
		}
	}
	return t.variants, nil
}

// leafOf returns the index of a column.
func leafOf(f *parquet.File, header string) (int, bool) {
	leaf, ok := f.Schema().Lookup(header)
	return leaf.ColumnIndex, ok
}

// placeOf returns the index of the column of a metric, −1 where there is none:
// the file says in its metadata what each column holds (see meaning).
func placeOf(f *parquet.File, metric string) int {
	for _, kv := range f.Metadata().KeyValueMetadata {
		if strings.HasPrefix(kv.Value, "output "+metric+" (") {
			if i, ok := leafOf(f, kv.Key); ok {
				return i
			}
		}
	}
	return -1
}

// trialReader gathers the rows of a file by variant.
type trialReader struct {
	metrics  []string
	labels   []int // columns of trial, case, policy and cell
	places   []int // columns of the metrics, −1 for none
	variants []*VariantTrials
	byLabel  map[[3]string]*VariantTrials
}

func (t *trialReader) read(group parquet.RowGroup) error {
	chunks := group.ColumnChunks()
	var labels [4][]parquet.Value
	for i, at := range t.labels {
		var err error
		if labels[i], err = valuesOf(chunks[at]); err != nil {
			return err
		}
	}
	rows := t.rows(labels)
	for m, at := range t.places {
		if at < 0 {
			continue
		}
		values, err := valuesOf(chunks[at])
		if err != nil {
			return err
		}
		if len(values) != len(rows) {
			return fmt.Errorf("the file is damaged: %d values of %s in %d rows", len(values), t.metrics[m], len(rows))
		}
		for i, x := range values {
			if x.IsNull() {
				return fmt.Errorf("%s has no number in some trials: it cannot be compared", t.metrics[m])
			}
			rows[i].Metrics[m] = append(rows[i].Metrics[m], x.Double())
		}
	}
	return nil
}

// rows returns the variant of each row and adds the number of its trial.
func (t *trialReader) rows(labels [4][]parquet.Value) []*VariantTrials {
	rows := make([]*VariantTrials, len(labels[0]))
	for i, trial := range labels[0] {
		label := [3]string{labels[1][i].String(), labels[2][i].String(), labels[3][i].String()}
		v := t.byLabel[label]
		if v == nil {
			v = &VariantTrials{Case: label[0], Policy: label[1], Cell: label[2], Metrics: make([][]float64, len(t.metrics))}
			t.byLabel[label] = v
			t.variants = append(t.variants, v)
		}
		v.Trials = append(v.Trials, trial.Uint64())
		rows[i] = v
	}
	return rows
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
			return nil, err
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
				return nil, err
			}
		}
		parquet.Release(page)
	}
	return all, nil
}
