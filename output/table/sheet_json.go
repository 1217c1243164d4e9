package table

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// WriteJSON writes a sheet as a JSON array with an object for each row, a line
// each; what does not exist is null.
func (s Sheet) WriteJSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	separator := "[\n"
	err := s.Each(func(row []Cell) error {
		line, err := s.object(row)
		if err != nil {
			return err
		}
		if _, err := out.WriteString(separator); err != nil {
			return err
		}
		separator = ",\n"
		_, err = out.Write(line)
		return err
	})
	if err != nil {
		return err
	}
	end := "\n]\n"
	if separator == "[\n" {
		end = "[]\n"
	}
	if _, err := out.WriteString(end); err != nil {
		return err
	}
	return out.Flush()
}

// object writes a row with its columns in their order.
func (s Sheet) object(row []Cell) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	put := func(v any) error {
		err := e.Encode(v)
		out.Truncate(out.Len() - 1) // the line feed
		return err
	}
	for i, c := range row {
		out.WriteByte("{,"[min(i, 1)])
		if err := put(s.Columns[i].Name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		var value any = Number(c.Number)
		switch s.Columns[i].Kind {
		case Text, Day:
			value = c.Text
		case Whole:
			value = int64(c.Number)
		}
		if err := put(value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
