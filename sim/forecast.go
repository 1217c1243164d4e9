package sim

import "math"

// forecast moves each consumer's ratio of what is required to what was planned:
// r ← r + α(e/b − r), α = 1 − exp(−Δ/13 weeks). It follows what is required,
// never what was used: otherwise a shortage would teach buyers to order less.
func (b *Block) forecast() {
	for c := range b.con {
		s := &b.con[c]
		base := s.base
		for l := range s.ratio {
			if base[l] > 0 {
				s.ratio[l] += b.alpha[l] * (s.effective[l]/base[l] - s.ratio[l])
			}
		}
	}
}

// smoothing is the weight of the newest value in a moving average of a time
// constant: 1 − exp(−Δ/constant), 1 where the constant is 0.
func smoothing(dt, constant float64) float64 {
	if constant <= 0 {
		return 1
	}
	return -math.Expm1(-dt / constant)
}
