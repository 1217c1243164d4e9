package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Across chooses the axes that figures have across and up, by path or label; "" leaves
// the choice to the figure. It fails on an axis that there is not.
func (s *Sweep) Across(x, y string) error {
	for _, axis := range []struct {
		flag, name string
		path       *string
	}{{"x", x, &s.X}, {"y", y, &s.Y}} {
		if axis.name == "" {
			continue
		}
		i := slices.IndexFunc(s.Axes, func(a SweepAxis) bool { return a.Path == axis.name || a.Label == axis.name })
		if i < 0 {
			return fmt.Errorf("--%s %s: nothing of that name is varied; there are %s", axis.flag, axis.name, strings.Join(s.paths(), ", "))
		}
		*axis.path = s.Axes[i].Path
	}
	if s.X != "" && s.X == s.Y {
		return fmt.Errorf("--x and --y are the same axis: %s", s.X)
	}
	return nil
}

func (s *Sweep) paths() []string {
	var all []string
	for _, a := range s.Axes {
		all = append(all, a.Path)
	}
	return all
}

// Value returns what a cell sets an axis to. It is false where the cell leaves the axis as
// it is in the file.
func (c *SweepCell) Value(axis int) (SweepValue, bool) {
	i := slices.IndexFunc(c.Values, func(v SweepValue) bool { return v.Axis == axis })
	if i < 0 {
		return SweepValue{}, false
	}
	return c.Values[i], true
}

// axisColumns are the axes: numbers in the unit of the axis, or values as written.
func axisColumns[T any](s *Sweep, cell func(T) *SweepCell) []column[T] {
	var all []column[T]
	for i, a := range s.Axes {
		c := column[T]{Column: Column{Name: a.Header, Title: a.Label, On: Everywhere, Role: RoleAddress, Doc: "what the cell sets " + a.Path + " to, as written in the file; " + BaseCase + " where it is as in the file and its policies"}}
		if a.Numeric {
			c.Kind, c.Unit = Number, a.Unit
			c.Doc = "what the cell sets " + a.Path + " to; empty where it is as in the file and its policies"
		}
		rounds := s.rounds(i)
		c.cell = func(x T) Cell {
			v, given := cell(x).Value(i)
			switch {
			case !given:
				return Cell{Text: BaseCase, Value: math.NaN()}
			case a.Numeric && !rounds:
				return Cell{Value: v.Number}
			case a.Numeric:
				return Cell{Text: v.Text, Value: v.Number}
			}
			return Cell{Text: v.Text, Value: math.NaN()}
		}
		all = append(all, c)
	}
	return all
}

// rounds reports whether numbers of an axis that differ read alike: people then read them
// as written.
func (s *Sweep) rounds(axis int) bool {
	as := map[string]float64{}
	for _, c := range s.Cells {
		if v, ok := c.Value(axis); ok {
			words := unit.Format(v.Number, s.Axes[axis].Unit)
			if x, known := as[words]; known && x != v.Number {
				return true
			}
			as[words] = v.Number
		}
	}
	return false
}
