package table

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"magnetsim/output"
)

// A sheet of a workbook has so many rows and columns at most.
const (
	MostRows    = 1<<20 - 1 // beside the header
	MostColumns = 1 << 14
)

// WriteXLSX writes sheets as a workbook: one each, after one that tells what was
// run and one that explains the columns. Numbers are numbers, shares are shown
// in percent, days are dates, and text is text, whatever it begins with; headers
// stay in sight.
func WriteXLSX(w io.Writer, r *output.Report, sheets []Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &workbook{file: f}
	if err := b.styles(); err != nil {
		return err
	}
	all := append([]Sheet{about(r)}, sheets...)
	for i, s := range append(all, explained(sheets)) {
		if err := b.add(i, s); err != nil {
			return fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	archive, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	return inOneOrder(w, archive.Bytes())
}

type workbook struct {
	file *excelize.File
	// styles
	head, percent, large, day, wrapped int
}

func (b *workbook) styles() error {
	date, thousands, percent := "yyyy-mm-dd", "#,##0", "0.0%"
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&b.head, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "bottom"}, Border: []excelize.Border{{Type: "bottom", Color: "000000", Style: 1}}}},
		{&b.percent, excelize.Style{CustomNumFmt: &percent}},
		{&b.large, excelize.Style{CustomNumFmt: &thousands}},
		{&b.day, excelize.Style{CustomNumFmt: &date}},
		{&b.wrapped, excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
	} {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.to = id
	}
	return nil
}

// add writes the i-th sheet.
func (b *workbook) add(i int, s Sheet) error {
	if i == 0 {
		if err := b.file.SetSheetName("Sheet1", s.Name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(s.Name); err != nil {
		return err
	}
	to, err := b.file.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := b.header(to, s); err != nil {
		return err
	}
	at, values := 1, make([]any, len(s.Columns))
	err = s.Each(func(row []Cell) error {
		at++
		for c, cell := range row {
			values[c] = b.value(s.Columns[c], cell)
		}
		return to.SetRow(fmt.Sprintf("A%d", at), values)
	})
	if err != nil {
		return err
	}
	return to.Flush()
}

// header writes the names of the columns, with the unit that all of a column
// have, sets their widths, and keeps them in sight.
func (b *workbook) header(to *excelize.StreamWriter, s Sheet) error {
	if err := to.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	names := make([]any, len(s.Columns))
	for c, f := range s.Columns {
		name := f.Name
		if f.Unit != "" && !strings.HasSuffix(name, "_"+f.Unit) {
			name += " (" + f.Unit + ")"
		}
		names[c] = excelize.Cell{StyleID: b.head, Value: name}
		if err := to.SetColWidth(c+1, c+1, widthOf(f)); err != nil {
			return err
		}
	}
	return to.SetRow("A1", names)
}

// widthOf returns the width of a column in characters.
func widthOf(f Field) float64 {
	switch {
	case f.Kind == Figure || f.Kind == Whole || f.Kind == Day:
		return 14
	case f.Name == "source" || f.Name == "note" || f.Name == "means" || f.Name == "Meaning" || f.Name == "Is":
		return 60
	case f.Name == "path" || f.Name == "value" || f.Name == "Policy" || f.Name == "What":
		return 32
	}
	return 16
}

// epoch is 1970-01-01 as a workbook counts days.
const epoch = 25569

// value is a cell as a workbook types it; nothing where there is none.
func (b *workbook) value(f Field, c Cell) any {
	switch f.Kind {
	case Text:
		if len(c.Text) > 60 {
			return excelize.Cell{StyleID: b.wrapped, Value: c.Text}
		}
		return c.Text
	case Day:
		if day, ok := c.day(); ok {
			return excelize.Cell{StyleID: b.day, Value: epoch + int(day)}
		}
		return c.Text
	case Whole:
		return int64(c.Number)
	}
	switch x := c.Number; {
	case math.IsNaN(x):
		return nil
	case c.Unit == "share":
		return excelize.Cell{StyleID: b.percent, Value: x}
	case math.Abs(x) >= 1000:
		return excelize.Cell{StyleID: b.large, Value: x}
	default:
		return x
	}
}

// pairs is a sheet of two columns.
func pairs(name, left, right string, all [][2]string) Sheet {
	return Sheet{Name: name, Columns: []Field{{Name: left}, {Name: right}}, Each: func(yield func([]Cell) error) error {
		for _, p := range all {
			if err := yield([]Cell{word(p[0]), word(p[1])}); err != nil {
				return err
			}
		}
		return nil
	}}
}

// about tells what was run.
func about(r *output.Report) Sheet {
	run := r.Run
	played := fmt.Sprint(run.Trials)
	if !run.Complete {
		played = fmt.Sprintf("%d of %d: it was interrupted", run.Trials, run.Asked)
	}
	all := [][2]string{
		{"Title", r.Title}, {"Scenario", r.Scenario}, {"Description", r.Description}, {"Trials", played}, {"Seed", fmt.Sprint(run.Seed)},
		{"Sampling", run.Sampling}, {"Horizon", run.Start + " to " + run.End + " by " + run.StepName}, {"Program", "magnetsim " + run.Version + " on " + run.GoArch},
		{"Scenario's hash (SHA-256)", run.Hash},
	}
	for _, sentence := range r.Answer() {
		all = append(all, [2]string{"Answer", sentence})
	}
	for _, w := range r.Warnings {
		all = append(all, [2]string{"Warning", w.What + ": " + w.Why + ". To do: " + w.Do + "."})
	}
	return pairs("about", "What", "Is", all)
}

// explained tells what the columns of the sheets mean.
func explained(sheets []Sheet) Sheet {
	s := Sheet{Name: "columns", Columns: []Field{{Name: "Sheet"}, {Name: "What"}, {Name: "Unit"}, {Name: "Meaning"}}}
	s.Each = func(yield func([]Cell) error) error {
		for _, one := range sheets {
			for _, c := range one.Columns {
				if err := yield([]Cell{word(one.Name), word(c.Name), word(c.Unit), word(c.Doc)}); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return s
}
