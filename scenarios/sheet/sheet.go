package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Sheet is a table of figures.
type Sheet struct {
	Columns []Column
	Rows    []Row
	comma   rune // what parts the columns
}

// Row is a line of it.
type Row struct {
	Line  int      // of the file, from 1
	Cells []string // as many as there are columns, without space around them
}

// Read reads what a CSV file holds. Its errors do not name the file, and show nothing
// of one that holds no figures.
func Read(data []byte) (*Sheet, error) {
	text, err := decoded(data)
	if err != nil {
		return nil, err
	}
	return parse(text)
}

// partedBy is the first line by which spreadsheets say what parts the columns.
var partedBy = regexp.MustCompile(`(?i)^sep=([,;\t])\r?\n`)

// parse reads a text.
func parse(text string) (*Sheet, error) {
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("the file is empty")
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // as an old Macintosh ends lines
	}
	if m := partedBy.FindStringSubmatch(text); m != nil {
		// A blank line in its place keeps the numbers of the lines.
		return parseBy(rune(m[1][0]), "\n"+text[len(m[0]):])
	}
	head, _, _ := strings.Cut(text, "\n")
	var first *Sheet
	var firstErr error
	for _, comma := range []rune{';', '\t', ','} {
		if comma != ',' && !strings.ContainsRune(head, comma) {
			continue
		}
		s, err := parseBy(comma, text)
		if err == nil && (len(s.Columns) > 1 || comma == ',') {
			return s, nil
		}
		if first == nil && firstErr == nil {
			first, firstErr = s, err
		}
	}
	return first, firstErr
}

// parseBy reads a text the columns of which are parted by a character.
func parseBy(comma rune, text string) (*Sheet, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	lines, places, err := all(r)
	if err != nil {
		return nil, err
	}
	s := &Sheet{comma: comma}
	for i, cells := range lines {
		if i == 0 {
			s.Columns = columnsOf(cells)
			continue
		}
		if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			continue // a row that is blank
		}
		for len(cells) > len(s.Columns) && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > len(s.Columns) && i == 1 && !s.ofFigures(lines) {
			return nil, errNotFigures
		}
		if len(cells) != len(s.Columns) {
			fix := ""
			if comma == ',' && len(cells) > len(s.Columns) {
				fix = "; put a number with a comma in quotes"
			}
			return nil, fmt.Errorf("line %d has %d cells, but the first line has %d headings%s", places[i], len(cells), len(s.Columns), fix)
		}
		s.Rows = append(s.Rows, Row{places[i], cells})
	}
	if !s.ofFigures(lines) {
		return nil, errNotFigures
	}
	return s, s.distinct()
}

// all returns the cells of all lines and where these begin.
func all(r *csv.Reader) (lines [][]string, places []int, err error) {
	for {
		cells, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.As(err, &bad):
			return nil, nil, fmt.Errorf("line %d: %w", bad.Line, bad.Err)
		case err != nil:
			return lines, places, nil // the end: a text has no other error
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		line, _ := r.FieldPos(0)
		lines, places = append(lines, cells), append(places, line)
	}
}

// figureLike is what begins as a number does, with a unit at most behind it, or is
// a month.
var figureLike = regexp.MustCompile(`^([+\-−]?[\d.][\d.,'’ \x{a0}\x{202f}]*(%|[A-Za-z]{1,12})?|[A-Za-z]{3,9}[- ]\d{4})$`)

// ofFigures reports whether half of what stands in some column, below its heading,
// looks like figures. Of any other file messages tell nothing.
func (s *Sheet) ofFigures(lines [][]string) bool {
	for i := range s.Columns {
		filled, figures := 0, 0
		for _, cells := range lines[1:] {
			if i < len(cells) && cells[i] != "" {
				filled++
				if figureLike.MatchString(cells[i]) {
					figures++
				}
			}
		}
		if filled > 0 && 2*figures >= filled {
			return true
		}
	}
	return false
}

// distinct refuses two columns of one heading.
func (s *Sheet) distinct() error {
	for i, c := range s.Columns {
		for _, other := range s.Columns[:i] {
			if c.Heading != "" && c.Heading == other.Heading {
				return fmt.Errorf("two columns have the heading %q: give each its own", shown(c.Heading))
			}
		}
	}
	return nil
}
