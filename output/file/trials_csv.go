package file

import (
	"io"
	"slices"
	"strconv"

	"magnetsim/output"
)

// TrialsCSV writes trials as CSV, a line for each trial and variant, in the
// order in which they come.
type TrialsCSV struct {
	lines  *lines
	values [][]float64 // of the block at hand, by column
	label  []byte      // ",case,policy,cell" of the block at hand
}

// NewTrialsCSV writes the header. Nothing is complete before Close.
func NewTrialsCSV(w io.Writer, columns []output.Column) *TrialsCSV {
	t := &TrialsCSV{lines: newLines(w), values: make([][]float64, len(columns))}
	for _, c := range slices.Concat(AddressColumns(), columns) {
		t.lines.text(c.Name)
	}
	t.lines.end()
	return t
}

// Write appends the trials of a block. It keeps nothing of r.
func (t *TrialsCSV) Write(r Block) error {
	for i := range t.values {
		t.values[i] = r.Column(i)
	}
	t.label = appendLabel(t.label[:0], r)
	for lane := range r.N {
		if r.OK == nil || r.OK(lane) {
			t.line(r.First+uint64(lane), lane)
		}
	}
	return t.lines.err
}

func (t *TrialsCSV) line(trial uint64, lane int) {
	l := t.lines
	l.buf = strconv.AppendUint(l.buf, trial, 10)
	l.bytes(t.label)
	buf := l.buf
	for _, column := range t.values {
		buf = append(buf, ',')
		if column != nil {
			buf = appendNumber(buf, column[lane])
		}
	}
	l.buf = buf
	l.end()
}

// Close writes what is left. It does not close the writer beneath.
func (t *TrialsCSV) Close() error { return t.lines.close() }

func appendLabel(buf []byte, b Block) []byte {
	for _, s := range b.Address {
		buf = append(buf, ',')
		buf = appendText(buf, s)
	}
	return buf
}
