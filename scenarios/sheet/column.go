package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Column is a column as its heading says.
type Column struct {
	Heading string // as it stands
	Name    string // without its unit
	Unit    string // "kt"; "" where the heading tells none
	tail    bool   // the unit is the last word of a name, as in china_kg
}

var (
	unitInBrackets = regexp.MustCompile(`^(.*\S)\s*[(\[]\s*(?:in\s+)?([^()\[\]]+?)\s*[)\]]$`)
	unitAsTail     = regexp.MustCompile(`^(.*[^_\s,])[_\s,]+([A-Za-z]{1,6})$`)
)

// columnsOf reads headings. What stands in brackets is a unit, or would be one; the
// last word of a name is a unit where it can be one.
func columnsOf(headings []string) []Column {
	var all []Column
	for _, h := range headings {
		c := Column{Heading: h, Name: h}
		if m := unitInBrackets.FindStringSubmatch(h); m != nil {
			c.Name, c.Unit = m[1], m[2]
		} else if m := unitAsTail.FindStringSubmatch(h); m != nil {
			if q, err := unit.Parse("1 " + m[2]); err == nil && q.Noun == "" && q.Currency == "" {
				c.Name, c.Unit, c.tail = m[1], m[2], true
			}
		}
		all = append(all, c)
	}
	return all
}

// In returns the unit of a column for quantities of a dimension, and "" where its
// heading tells none. A unit of something else in brackets is an error.
func (c Column) In(want unit.Dim) (string, error) {
	if c.Unit == "" {
		return "", nil
	}
	_, err := unit.ParseAs("1 "+c.Unit, want)
	switch {
	case err == nil:
		return c.Unit, nil
	case c.tail:
		return "", nil
	}
	return "", fmt.Errorf("the heading %q: %w", shown(c.Heading), err)
}

// Column finds a column by its heading, or by that without its unit.
func (s *Sheet) Column(name string) (int, error) {
	name = strings.TrimSpace(name)
	if i := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Heading == name }); i >= 0 {
		return i, nil
	}
	found := -1
	for i, c := range s.Columns {
		if c.Name != name || name == "" {
			continue
		}
		if found >= 0 {
			return -1, fmt.Errorf("%q can be the column %q or %q: write one of them in full", shown(name), shown(s.Columns[found].Heading), shown(c.Heading))
		}
		found = i
	}
	if found < 0 {
		return -1, fmt.Errorf("there is no column %q; choose from %s", shown(name), s.listed())
	}
	return found, nil
}

// Headings are those of all columns, as they can be shown.
func (s *Sheet) Headings() []string {
	var all []string
	for _, c := range s.Columns {
		all = append(all, shown(c.Heading))
	}
	return all
}

// listed names the first columns.
func (s *Sheet) listed() string {
	const most = 12
	all := s.Headings()
	if len(all) > most {
		return strings.Join(all[:most], ", ") + fmt.Sprintf(" and %d more", len(all)-most)
	}
	return strings.Join(all, ", ")
}
