package file

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"magnetsim/output"
	"magnetsim/output/csv"
	"magnetsim/sim/unit"
)

// A sheet of a workbook has so many rows and columns at most.
const (
	MostRows    = 1<<20 - 1 // beside the header
	MostColumns = 1 << 14
)

// writeXLSX writes tables as a workbook: a sheet each, after one that tells what
// was played and before one that explains the columns. Numbers are numbers, shares are
// shown in percent, days are dates, and text is text, whatever it begins with; headers
// stay in sight. It refuses more rows or columns than a sheet has.
func writeXLSX(w io.Writer, h output.Head, tables []output.Table) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &workbook{file: f, taken: map[string]bool{}}
	if err := b.styles(); err != nil {
		return err
	}
	all := append([]output.Table{about(h)}, tables...)
	for i, t := range append(all, explained(tables)) {
		if err := b.add(i, t); err != nil {
			return fmt.Errorf("sheet %s: %w", t.Name, err)
		}
	}
	archive, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	return inOneOrder(w, archive.Bytes())
}

type workbook struct {
	file  *excelize.File
	taken map[string]bool // names of sheets
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

// longest is how many characters the name of a sheet has at most.
const longest = 31

// sheet returns a name for a table's sheet that a workbook takes: without the signs
// that it refuses, short, and its own.
func (b *workbook) sheet(t output.Table) string {
	base := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return '_'
		}
		return r
	}, t.Name))
	name := string(base[:min(len(base), longest)])
	for n := 2; b.taken[strings.ToLower(name)]; n++ {
		end := fmt.Sprintf("_%d", n)
		name = string(base[:min(len(base), longest-len(end))]) + end
	}
	b.taken[strings.ToLower(name)] = true
	return name
}

// add writes the i-th sheet.
func (b *workbook) add(i int, t output.Table) error {
	name := b.sheet(t)
	if i == 0 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	to, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	fields, from := csv.Fields(t)
	if len(fields) > MostColumns {
		return fmt.Errorf("it has %d columns, and a sheet takes %d", len(fields), MostColumns)
	}
	if err := b.header(to, fields); err != nil {
		return err
	}
	at, values := 1, make([]any, len(fields))
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		if at++; at > MostRows+1 {
			return fmt.Errorf("it has more rows than the %d that a sheet takes", MostRows)
		}
		for c, f := range fields {
			values[c] = b.value(f, row[from[c]])
		}
		if err := to.SetRow(fmt.Sprintf("A%d", at), values); err != nil {
			return err
		}
	}
	return to.Flush()
}

// header writes the names of the columns, with the unit that all of a column
// have, sets their widths, and keeps them in sight.
func (b *workbook) header(to *excelize.StreamWriter, fields []csv.Field) error {
	if err := to.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	names := make([]any, len(fields))
	for c, f := range fields {
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

// long are the columns of sentences, and middling those of names.
var (
	long     = []string{"source", "note", "means", "meaning", "is", "text", "what_happened"}
	middling = []string{"path", "value", "policy", "what", "column", "input", "criterion"}
)

// widthOf returns the width of a column in characters.
func widthOf(f csv.Field) float64 {
	name := strings.ToLower(f.Name)
	switch {
	case f.Type() != output.Text:
		return 14
	case slices.Contains(long, name):
		return 60
	case slices.Contains(middling, name):
		return 32
	}
	return 16
}

// epoch is 1970-01-01 as a workbook counts days.
const epoch = 25569

// value is a cell as a workbook types it; nothing where there is none.
func (b *workbook) value(f csv.Field, c output.Cell) any {
	switch f.Type() {
	case output.Text:
		if len(c.Text) > 60 {
			return excelize.Cell{StyleID: b.wrapped, Value: c.Text}
		}
		return c.Text
	case output.Day:
		if d, ok := day(c); ok {
			return excelize.Cell{StyleID: b.day, Value: epoch + int(d)}
		}
		return c.Text
	}
	switch x := f.Number(c); {
	case math.IsNaN(x):
		return nil
	case f.Type() == output.Whole:
		return int64(x)
	case cmp.Or(c.Unit, f.Unit) == "share":
		return excelize.Cell{StyleID: b.percent, Value: x}
	case math.Abs(x) >= 1000:
		return excelize.Cell{StyleID: b.large, Value: x}
	default:
		return x
	}
}

// about is a sheet that tells what was played.
func about(h output.Head) output.Table {
	played := unit.Counted(h.Trials, "trial")
	if !h.Complete {
		played += fmt.Sprintf(" of %s: it was interrupted", unit.Grouped(h.Asked))
	}
	rows := [][]string{
		{"Title", h.Title}, {"Scenario", h.Scenario}, {"Description", h.Description}, {"Case", h.Case}, {"Policy", h.Policy}, {"Trials", played},
		{"Seed", strconv.FormatUint(h.Seed, 10)}, {"Sampling", h.Sampling}, {"Horizon", h.Start + " to " + h.End + " by " + h.Step},
		{"Program", "magnetsim " + h.Version + " on " + h.GoArch}, {"Scenario's hash (SHA-256)", h.Hash},
	}
	for _, fact := range h.Facts {
		rows = append(rows, []string{"Of the play", fact})
	}
	return pairs("about", []string{"What", "Is"}, rows)
}

// explained is a sheet that tells what the columns of the others mean.
func explained(tables []output.Table) output.Table {
	var rows [][]string
	for _, t := range tables {
		fields, _ := csv.Fields(t)
		for _, f := range fields {
			rows = append(rows, []string{t.Name, f.Name, f.Unit, f.Doc})
		}
	}
	return pairs("columns", []string{"Sheet", "Column", "Unit", "Meaning"}, rows)
}

// pairs is a table of words; rows without any but the first are left out.
func pairs(name string, titles []string, rows [][]string) output.Table {
	t := output.Table{Name: name}
	for _, title := range titles {
		t.Columns = append(t.Columns, output.Column{Name: title, Title: title, On: output.Everywhere})
	}
	t.Rows = func(yield func([]output.Cell, error) bool) {
		for _, row := range rows {
			cells := make([]output.Cell, len(row))
			for i, s := range row {
				cells[i] = output.Cell{Text: s}
			}
			if row[1] != "" && !yield(cells, nil) {
				return
			}
		}
	}
	return t
}

// inOneOrder writes an archive with its files by name: the library writes those
// of streamed sheets in any order, and the same report is to give the same bytes.
// The list of content types comes first, as readers expect.
func inOneOrder(w io.Writer, archive []byte) error {
	from, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return err
	}
	slices.SortFunc(from.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	to := zip.NewWriter(w)
	for _, f := range from.File {
		if err := to.Copy(f); err != nil {
			return err
		}
	}
	return to.Close()
}
