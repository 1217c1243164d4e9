package output

import "fmt"

// mostDoubts is how many doubts a sweep tells: where a value that varies is doubtful,
// each of its cells may word it otherwise.
const mostDoubts = 5

// Doubts are what is doubtful about the scenarios of the cells, once each, with the
// number of cells that it is true of where that is not all.
func (s *Sweep) Doubts() []Warning {
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
