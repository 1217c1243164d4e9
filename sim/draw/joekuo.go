package draw

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// joeKuo is the head of the set new-joe-kuo-6 as it is published, a line a coordinate:
// its number from 1, the degree s of its primitive polynomial, the polynomial's inner
// coefficients a as bits, and the initial numbers m_1 to m_s. Source: Joe and Kuo,
// "Constructing Sobol sequences with better two-dimensional projections", SIAM Journal
// on Scientific Computing 30 (2008).
//
//go:embed joekuo.txt
var joeKuo string

// directions returns the direction numbers of Sobol' coordinates 1, 2, …: of each a,
// then m_1 to m_s. Coordinate 0 is van der Corput's.
var directions = sync.OnceValue(func() (all [][]uint32) {
	for line := range strings.Lines(joeKuo) {
		var row []uint32
		for _, field := range strings.Fields(line)[2:] {
			var x uint32
			fmt.Sscan(field, &x)
			row = append(row, x)
		}
		all = append(all, row)
	}
	return all[1:] // below the heading
})
