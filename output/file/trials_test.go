package file

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"magnetsim/output/internal/golden"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"magnetsim/output"
	tables "magnetsim/output/csv"
)

// trialWriter is what both formats do.
type trialWriter interface {
	Write(output.Block) error
	Close() error
}

var trialFormats = []struct {
	name string
	open func(io.Writer, []output.Column) trialWriter
}{
	{"csv", func(w io.Writer, c []output.Column) trialWriter { return NewTrialsCSV(w, c) }},
	{"parquet", func(w io.Writer, c []output.Column) trialWriter { return NewTrialsParquet(w, c) }},
}

var testColumns = []output.Column{
	{Name: "input_start_yr", Title: "start", Unit: "yr", Kind: output.Number, Doc: "When it starts.", Role: output.RoleInput},
	{Name: "shortfall_auto_t", Title: "shortfall.auto", Unit: "t", Kind: output.Number, Doc: "Lost.", Role: output.RoleOutput},
	{Name: "first_short_auto_weeks", Title: "first_short.auto", Unit: "weeks", Kind: output.Number, Doc: "Empty: never.", Role: output.RoleOutput},
	{Name: "a_last_one", Title: "a.last", Unit: "", Kind: output.Number, Doc: "Sorts first by name.", Role: output.RoleOutput},
}

var testVariants = []output.Variant{{Policy: "none"}, {Case: "slow, very", Policy: "=sixty"}}

// play hands a writer blocks of trials as a run would: 0, small and large
// numbers, values that are not finite, a failed trial, a variant without one of
// the inputs.
func play(t testing.TB, w trialWriter, blocks, lanes int) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for b := range blocks {
		for v, variant := range testVariants {
			cols := make([][]float64, len(testColumns))
			for i := range cols {
				for range lanes {
					cols[i] = append(cols[i], math.Exp(9*r.NormFloat64()))
				}
			}
			cols[1][0] = 0
			cols[2][1%lanes] = math.Inf(1)
			cols[3][2%lanes] = math.NaN()
			if v == 1 {
				cols[0] = nil
			}
			rows := output.Block{
				Address: variant.Address(), First: uint64(b * lanes), N: lanes,
				Column: func(i int) []float64 { return cols[i] },
			}
			if b == 0 {
				rows.OK = func(lane int) bool { return lane != 3 }
			}
			if err := w.Write(rows); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTrialsCSVGolden(t *testing.T) {
	var out bytes.Buffer
	play(t, NewTrialsCSV(&out, testColumns), 1, 5)
	golden.Check(t, "trials.csv", out.Bytes())
}

// The two files of a run hold the same rows: read back, every parquet value
// rounds to the text in the CSV, and null stands where the CSV is empty.
func TestParquetHoldsWhatTheCSVHolds(t *testing.T) {
	var text, file bytes.Buffer
	const blocks, lanes = 700, 64 // more than one row group
	play(t, NewTrialsCSV(&text, testColumns), blocks, lanes)
	play(t, NewTrialsParquet(&file, testColumns), blocks, lanes)

	want, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got, groups := readParquet(t, file.Bytes())
	if groups < 2 {
		t.Errorf("%d row groups, want more than one", groups)
	}
	unescape(want) // the CSV's guard against formulas is no part of the value
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parquet against csv (-csv +parquet):\n%.2000s", diff)
	}
}

func unescape(rows [][]string) {
	for _, row := range rows[1:] {
		if row[2] == "'=sixty" {
			row[2] = "=sixty"
		}
	}
}

// readParquet returns the header and the rows of a file as text.
func readParquet(t *testing.T, file []byte) (rows [][]string, groups int) {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var header []string
	for _, path := range f.Schema().Columns() {
		header = append(header, path[0])
	}
	rows = append(rows, header)
	r := parquet.NewGenericReader[any](f)
	defer r.Close()
	buf := make([]parquet.Row, 1000)
	for {
		n, err := r.ReadRows(buf)
		for _, row := range buf[:n] {
			var line []string
			for _, v := range row {
				line = append(line, textOf(v))
			}
			rows = append(rows, line)
		}
		if errors.Is(err, io.EOF) {
			return rows, len(f.RowGroups())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func textOf(v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.Int64:
		return strconv.FormatUint(v.Uint64(), 10)
	case v.Kind() == parquet.Double:
		return string(tables.AppendNumber(nil, v.Double()))
	}
	return string(v.ByteArray())
}

func TestTrialsAreTheSameBytesEachTime(t *testing.T) {
	for _, f := range trialFormats {
		var a, b bytes.Buffer
		play(t, f.open(&a, testColumns), 20, 64)
		play(t, f.open(&b, testColumns), 20, 64)
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: the same rows gave different bytes", f.name)
		}
	}
}

func TestParquetDocumentsItsColumns(t *testing.T) {
	var out bytes.Buffer
	play(t, NewTrialsParquet(&out, testColumns), 1, 5)
	f, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	got, ok := f.Lookup("first_short_auto_weeks")
	if want := "output first_short.auto (weeks): Empty: never."; !ok || got != want {
		t.Errorf("metadata %q, want %q", got, want)
	}
}

func TestTrialsWithoutRows(t *testing.T) {
	for _, f := range trialFormats {
		var out bytes.Buffer
		if err := f.open(&out, testColumns).Close(); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
		if out.Len() == 0 {
			t.Errorf("%s: no header", f.name)
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestTrialsReportAWriterThatFails(t *testing.T) {
	for _, f := range trialFormats {
		w := f.open(fullDisk{}, testColumns)
		cols := make([]float64, 5)
		werr := w.Write(output.Block{N: 5, Column: func(int) []float64 { return cols }})
		if err := errors.Join(werr, w.Close()); !errors.Is(err, errFull) {
			t.Errorf("%s: error %v, want %v", f.name, err, errFull)
		}
	}
}

// BenchmarkTrials writes 10,000 trials of 6 policies with 150 columns, a fifth
// of them zeros, in blocks of 64.
func BenchmarkTrials(b *testing.B) {
	const lanes, trials, policies, width = 64, 10_000, 6, 150
	columns := make([]output.Column, width)
	values := make([][]float64, width)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range columns {
		columns[i].Name, columns[i].Kind = "column_"+strconv.Itoa(i), output.Number
		for range policies * (trials + lanes) {
			values[i] = append(values[i], math.Max(0, 1000*(r.NormFloat64()+0.84)))
		}
	}
	for _, f := range trialFormats {
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var size counter
				w := f.open(&size, columns)
				for first := 0; first < trials; first += lanes {
					for p := range policies {
						rows := output.Block{First: uint64(first), N: lanes, Column: func(i int) []float64 { return values[i][p*trials+first:] }}
						if err := w.Write(rows); err != nil {
							b.Fatal(err)
						}
					}
				}
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(size)/1e6, "MB")
			}
		})
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// A block in which every trial failed adds nothing.
func TestBlockOfFailures(t *testing.T) {
	for _, f := range trialFormats {
		var without, with bytes.Buffer
		play(t, f.open(&without, testColumns), 2, 8)
		w := f.open(&with, testColumns)
		failed := output.Block{
			Address: testVariants[0].Address(), First: 99, N: 8, OK: func(int) bool { return false },
			Column: func(int) []float64 { return make([]float64, 8) },
		}
		if err := w.Write(failed); err != nil {
			t.Fatal(err)
		}
		play(t, w, 2, 8)
		if !bytes.Equal(without.Bytes(), with.Bytes()) {
			t.Errorf("%s: other bytes", f.name)
		}
	}
}
