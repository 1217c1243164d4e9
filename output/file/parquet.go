package file

import (
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"magnetsim/output"
)

// rowsAtOnce are written or read together; a row of 150 columns takes 4 kB.
const rowsAtOnce = 256

// compression is that of Parquet: Zstandard at its fastest takes the time of Snappy and
// leaves a tenth less of trials.
func compression() parquet.WriterOption {
	return parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest})
}

// writeParquet writes a table as Parquet: numbers with all their bits, whole
// numbers as integers, days as dates. What a column means stands in the file's
// metadata under its name.
func writeParquet(w io.Writer, t output.Table) error {
	fields, at := expand(t)
	group := parquet.Group{}
	var order []string
	options := []parquet.WriterOption{parquet.CreatedBy("magnetsim", "1", ""), compression(), parquet.PageBufferSize(pageBytes), parquet.MaxRowsPerRowGroup(rowsPerGroup)}
	for _, f := range fields {
		group[f.Name] = f.node()
		order = append(order, f.Name)
		if f.Role != "" && f.Role != output.RoleAddress {
			options = append(options, parquet.KeyValueMetadata(f.Name, meaning(f.Column)))
		} else if f.Doc != "" {
			options = append(options, parquet.KeyValueMetadata(f.Name, f.Doc))
		}
	}
	if len(group) != len(order) {
		return fmt.Errorf("table %s: two columns have one name", t.Name)
	}
	file := parquet.NewGenericWriter[any](w, append(options, parquet.NewSchema(t.Name, inOrder{group, order}))...)
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
			values[i] = f.parquet(row[at[i]], i)
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

func (f field) node() parquet.Node {
	switch f.kind() {
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

func (f field) parquet(c output.Cell, i int) parquet.Value {
	none := parquet.NullValue().Level(0, 0, i)
	switch f.kind() {
	case output.Number:
		if x := f.number(c); !math.IsNaN(x) {
			return parquet.DoubleValue(x).Level(0, 1, i)
		}
		return none
	case output.Whole:
		x := f.number(c)
		switch {
		case f.Role == output.RoleAddress:
			return parquet.Int64Value(int64(x)).Level(0, 0, i)
		case math.IsNaN(x):
			return none
		}
		return parquet.Int64Value(int64(x)).Level(0, 1, i)
	case output.Day:
		if d, ok := day(c); ok {
			return parquet.Int32Value(d).Level(0, 1, i)
		}
		return none
	}
	return parquet.ByteArrayValue([]byte(c.Text)).Level(0, 0, i)
}
