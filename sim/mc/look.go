package mc

import (
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

// Look has the worlds of trials looked at and not played, which takes a few hundredths of
// the time. The metrics are then the proxies of each trial's outcome (sim.Block.Proxies) or,
// where there are scores of them, their mean alone. There are no inputs and no series.
type Look struct {
	Scores []*stat.Boosted `json:"scores,omitempty"`
}

// cast is a model whose worlds are looked at.
func (l *Look) cast(m *sim.Model) cast {
	names := m.ProxyNames()
	if l.Scores != nil {
		names = []string{"score"}
	}
	v := variant{model: m}
	for _, name := range names {
		v.metrics = append(v.metrics, sim.Metric{Name: name})
	}
	return cast{[]variant{v}, func() performer {
		return &seer{Block: m.NewBlock(), look: l, metrics: make([][sim.Lanes]float64, len(names))}
	}}
}

// seer is a performer that draws worlds and looks at them.
type seer struct {
	*sim.Block
	look    *Look
	row     []float64
	metrics [][sim.Lanes]float64
}

// Play implements performer.
func (s *seer) Play(d draw.Design, first uint64, n int, _ func(variant, step int)) error {
	if err := s.Draw(d, first, n); err != nil {
		return err
	}
	for lane := range n {
		s.row = s.Proxies(lane, s.row[:0])
		if s.look.Scores != nil {
			s.metrics[0][lane] = s.look.score(s.row)
			continue
		}
		for i, x := range s.row {
			s.metrics[i][lane] = x
		}
	}
	return nil
}

// score is the mean of the scores of a world with such proxies.
func (l *Look) score(proxies []float64) float64 {
	sum := 0.0
	for _, b := range l.Scores {
		sum += b.At(proxies)
	}
	return sum / float64(len(l.Scores))
}

// Of implements performer.
func (s *seer) Of(int) shower { return s }

// Metric implements shower.
func (s *seer) Metric(i int) []float64 { return s.metrics[i][:] }

// Imbalance implements shower: nothing has flowed.
func (s *seer) Imbalance() float64 { return 0 }
