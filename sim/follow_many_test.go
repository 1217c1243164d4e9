package sim

import (
	"fmt"
	"testing"
)

// Of very many sectors over very many steps not all are followed, but all are counted,
// and the totals are followed always.
func TestVeryManySectorsAreNotAllFollowed(t *testing.T) {
	const sectors, weeks = 300, 1040
	s := simple(weeks, 1)
	one := s.Sectors[0]
	s.Sectors = nil
	for i := range sectors {
		one.Name = fmt.Sprintf("s%d", i)
		s.Sectors = append(s.Sectors, one)
	}
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if n := m.Steps() * len(m.Series()); n > mostFollowed || n < mostFollowed/2 {
		t.Errorf("%d steps times series, at most %d", n, mostFollowed)
	}
	followed, metrics := 0, 0
	for _, x := range m.Series() {
		if x.Measure == "unmet" && x.Kind == OfSector {
			followed++
		}
	}
	for _, x := range m.Metrics() {
		if x.Measure == "shortfall" && x.Kind == OfSector {
			metrics++
		}
	}
	if followed == 0 || followed >= sectors || metrics != sectors || m.Series()[0].Name != "unmet.total" {
		t.Errorf("%d followed, %d counted, first %s", followed, metrics, m.Series()[0].Name)
	}
}
