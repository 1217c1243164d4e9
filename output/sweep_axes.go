package output

import (
	"fmt"
	"slices"
	"strings"
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
