package file

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/output/csv"
	"magnetsim/sim/unit"
)

// Format is a way of writing tables.
type Format struct {
	Name      string // "latex"
	Extension string // "tex"
	Doc       string // what it is, for help
	Several   bool   // one file takes several tables
	Paper     bool   // for documents: words, and no more rows than a reader leafs through
	write     func(w io.Writer, head output.Head, tables []output.Table) error
}

// formats lists all there are.
var formats = []Format{
	{"csv", "csv", "UTF-8, comma, decimal point; text that a spreadsheet would run as a formula gets an apostrophe before it", false, false, one(csv.Write)},
	{"parquet", "parquet", "typed columns, numbers with all their bits", false, false, one(writeParquet)},
	{"json", "json", "what was played, and for each table an array with one object per row; missing values are null", true, false, func(w io.Writer, h output.Head, tables []output.Table) error { return envelope(w, h, tables) }},
	{"xlsx", "xlsx", "a workbook with one sheet per table: numbers as numbers, shares in percent, dates as dates, text as text", true, false, writeXLSX},
	{"latex", "tex", "tables for booktabs and longtable, each file with the preamble it needs", true, true, writeLaTeX},
	{"markdown", "md", "tables in GitHub's format", true, true, writeMarkdown},
}

// Formats lists the formats.
func Formats() []Format { return slices.Clone(formats) }

// FormatOf returns the format of a name. It fails where there is none.
func FormatOf(name string) (Format, error) {
	var names []string
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("there is no format %q; choose from %s", name, strings.Join(names, ", "))
}

// Write writes tables in a format by its name, with what was played where the
// format has room for it. It fails on several tables where a file takes one.
func Write(w io.Writer, format string, head output.Head, tables ...output.Table) error {
	f, err := FormatOf(format)
	if err != nil {
		return err
	}
	if len(tables) != 1 && !f.Several {
		return fmt.Errorf("a file in the format %s holds one table, not %d", format, len(tables))
	}
	return f.write(w, head, tables)
}

// one fits the writer of a single table to a list of one.
func one(write func(io.Writer, output.Table) error) func(io.Writer, output.Head, []output.Table) error {
	return func(w io.Writer, _ output.Head, tables []output.Table) error { return write(w, tables[0]) }
}

// day returns a date as days since 1970-01-01; false where there is none.
func day(c output.Cell) (int32, bool) {
	d, err := unit.ParseDate(c.Text)
	return int32(d), err == nil
}
