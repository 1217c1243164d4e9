package table

import (
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
)

// WriteParquet writes a sheet as Parquet: numbers with all their bits, whole
// numbers as integers, days as dates. What a column means stands in the file's
// metadata under its name.
func (s Sheet) WriteParquet(w io.Writer) error {
	group := parquet.Group{}
	var order []string
	options := []parquet.WriterOption{parquet.CreatedBy("magnetsim", "1", ""), parquet.Compression(&parquet.Snappy), parquet.PageBufferSize(pageBytes), parquet.MaxRowsPerRowGroup(rowsPerGroup)}
	for _, c := range s.Columns {
		group[c.Name] = c.node()
		order = append(order, c.Name)
		if c.Doc != "" {
			options = append(options, parquet.KeyValueMetadata(c.Name, c.Doc))
		}
	}
	file := parquet.NewGenericWriter[any](w, append(options, parquet.NewSchema(s.Name, inOrder{group, order}))...)
	buffer := make([]parquet.Row, 0, rowsAtOnce)
	flush := func() error {
		_, err := file.WriteRows(buffer)
		buffer = buffer[:0]
		return err
	}
	err := s.Each(func(row []Cell) error {
		values := make(parquet.Row, len(row))
		for i, c := range row {
			values[i] = s.Columns[i].value(c, i)
		}
		if buffer = append(buffer, values); len(buffer) < rowsAtOnce {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	if err := flush(); err != nil {
		return err
	}
	return file.Close()
}

func (f Field) node() parquet.Node {
	switch f.Kind {
	case Figure:
		return parquet.Optional(parquet.Leaf(parquet.DoubleType))
	case Whole:
		return parquet.Encoded(parquet.Int(64), &parquet.DeltaBinaryPacked)
	case Day:
		return parquet.Optional(parquet.Date())
	}
	return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
}

func (f Field) value(c Cell, i int) parquet.Value {
	switch f.Kind {
	case Figure:
		if math.IsNaN(c.Number) {
			return parquet.NullValue().Level(0, 0, i)
		}
		return parquet.DoubleValue(c.Number).Level(0, 1, i)
	case Whole:
		return parquet.Int64Value(int64(c.Number)).Level(0, 0, i)
	case Day:
		day, ok := c.day()
		if !ok {
			return parquet.NullValue().Level(0, 0, i)
		}
		return parquet.Int32Value(day).Level(0, 1, i)
	}
	return parquet.ByteArrayValue([]byte(c.Text)).Level(0, 0, i)
}
