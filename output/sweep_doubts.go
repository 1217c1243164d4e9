package output

import (
	"fmt"

	"magnetsim/sim/stat"
)

// mostDoubts is how many doubts a sweep tells: where a value that varies is doubtful,
// each of its cells may word it otherwise.
const mostDoubts = 5

// Warnings are what is doubtful about the scenarios of the cells, and about numbers that
// rest on too few trials.
func (s *Sweep) Warnings() []Warning {
	all := s.doubts()
	for _, c := range s.Cells {
		if c.Error == "" && !stat.Estimable(0.05*float64(c.Trials)) {
			return append(all, noTailAt(c.Trials))
		}
	}
	return all
}

// doubts are what is doubtful about the scenarios of the cells, once each, with the
// number of cells that it is true of where that is not all.
func (s *Sweep) doubts() []Warning {
	var all []Warning
	cells := map[Warning]int{}
	played := 0
	for i := range s.Cells {
		c := &s.Cells[i]
		if c.Error == "" {
			played++
		}
		for _, w := range c.Doubts {
			if cells[w]++; cells[w] == 1 {
				all = append(all, w)
			}
		}
	}
	left := len(all) - mostDoubts
	if left > 0 {
		all = all[:mostDoubts]
	}
	for i, w := range all {
		if n := cells[w]; n < played {
			all[i].What += fmt.Sprintf(" (%d of %s)", n, count(int64(played), "cell"))
		}
	}
	if left > 0 {
		all = append(all, Warning{
			What: "more is doubtful", Why: fmt.Sprintf("there are %d further warnings of single cells", left), Do: "validate the file with the values of a cell (--set) to read them",
		})
	}
	return all
}
