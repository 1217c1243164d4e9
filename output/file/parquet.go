package file

import (
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"magnetsim/output"
	"magnetsim/output/csv"
)

// rowsAtOnce are written or read together; a row of 150 columns takes 4 kB.
const rowsAtOnce = 256

const (
	// rowsPerGroup bounds what a row group holds in memory: 150 columns of
	// doubles are 39 MB before compression.
	rowsPerGroup = 32 << 10
	// pageBytes is the size of a page before it is encoded: 5,000 doubles with
	// their bookkeeping, so that the open pages of 150 columns stay below 10 MB.
	pageBytes = 64 << 10
)

// newParquet begins a file of fields. Zstandard at its fastest takes the time of Snappy
// and leaves a tenth less of trials.
func newParquet(w io.Writer, name string, fields inOrder, more ...parquet.WriterOption) *parquet.GenericWriter[any] {
	return parquet.NewGenericWriter[any](w, append(more, parquet.NewSchema(name, fields), parquet.CreatedBy("magnetsim", "1", ""),
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault}), parquet.PageBufferSize(pageBytes))...)
}

// inOrder is a group whose fields stand in a given order; a parquet.Group alone
// would sort them by name.
type inOrder struct {
	parquet.Group
	order []string
}

func groupOf(fields []csv.Field) inOrder {
	g := inOrder{Group: parquet.Group{}}
	for _, f := range fields {
		g.Group[f.Name] = nodeOf(f)
		g.order = append(g.order, f.Name)
	}
	return g
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

// writeParquet writes a table as Parquet: numbers with all their bits, whole
// numbers as integers, days as dates. What a column means stands in the file's
// metadata under its name.
func writeParquet(w io.Writer, t output.Table) error {
	fields, at := csv.Fields(t)
	group := groupOf(fields)
	if len(group.Group) != len(fields) {
		return fmt.Errorf("table %s: two columns have one name", t.Name)
	}
	options := []parquet.WriterOption{parquet.MaxRowsPerRowGroup(rowsPerGroup)}
	for _, f := range fields {
		if f.Role != "" && f.Role != output.RoleAddress {
			options = append(options, parquet.KeyValueMetadata(f.Name, meaning(f.Column)))
		} else if f.Doc != "" {
			options = append(options, parquet.KeyValueMetadata(f.Name, f.Doc))
		}
	}
	file := newParquet(w, t.Name, group, options...)
	buffer := make([]parquet.Row, 0, rowsAtOnce)
	flush := func() error {
		_, err := file.WriteRows(buffer)
		buffer = buffer[:0]
		return err
	}
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		values := make(parquet.Row, len(fields))
		for i, f := range fields {
			values[i] = parquetOf(f, row[at[i]], i)
		}
		if buffer = append(buffer, values); len(buffer) == rowsAtOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return file.Close()
}

func nodeOf(f csv.Field) parquet.Node {
	switch f.Type() {
	case output.Number:
		return parquet.Optional(parquet.Leaf(parquet.DoubleType))
	case output.Whole:
		if f.Role == output.RoleAddress {
			return parquet.Encoded(parquet.Uint(64), &parquet.DeltaBinaryPacked)
		}
		return parquet.Optional(parquet.Encoded(parquet.Int(64), &parquet.DeltaBinaryPacked))
	case output.Day:
		return parquet.Optional(parquet.Date())
	}
	return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
}

func parquetOf(f csv.Field, c output.Cell, i int) parquet.Value {
	none := parquet.NullValue().Level(0, 0, i)
	switch x := f.Number(c); f.Type() {
	case output.Text:
		return parquet.ByteArrayValue([]byte(c.Text)).Level(0, 0, i)
	case output.Day:
		if d, ok := day(c); ok {
			return parquet.Int32Value(d).Level(0, 1, i)
		}
		return none
	case output.Whole:
		switch {
		case f.Role == output.RoleAddress:
			return parquet.Int64Value(int64(x)).Level(0, 0, i)
		case math.IsNaN(x):
			return none
		}
		return parquet.Int64Value(int64(x)).Level(0, 1, i)
	default:
		if math.IsNaN(x) {
			return none
		}
		return parquet.DoubleValue(x).Level(0, 1, i)
	}
}
