package lane

// count sums up a subject's lines and follows its shortages: it has recovered at the
// first step after its last short one in which the backlog is at most 1% of demand and
// the stock at least 90% of its target.
func count(lines []Buyer, s *Subject, k, never float64) {
	for l := range s.Wanted {
		s.Wanted[l] = 0
		s.Short[l] = 0
		s.Backlog[l] = 0
		s.Stock[l] = 0
		s.Target[l] = 0
		s.Use[l] = 0
	}
	for i := range lines {
		b := &lines[i]
		for l := range s.Wanted {
			s.Wanted[l] += b.Effective[l]
			s.Short[l] += b.Short[l]
			s.Backlog[l] += b.Backlog[l]
			s.Stock[l] += b.Stock[l]
			s.Target[l] += float64(b.Ratio[l] * b.Cover[l])
			s.Use[l] += float64(b.Ratio[l] * b.Base[l])
		}
	}
	for l := range s.Wanted {
		h, wanted := s.Short[l], s.Wanted[l]
		if h > 0 {
			s.Worst[l] = max(s.Worst[l], ratio(h, wanted))
		}
		if h > ShortAt*wanted {
			s.Steps[l] += 1
			spell := s.Spell[l] + 1
			s.Spell[l] = spell
			s.Longest[l] = max(s.Longest[l], spell)
			s.First[l] = min(s.First[l], k)
			if k >= s.Onset[l] {
				s.Since[l] = min(s.Since[l], k)
			}
			s.Recovered[l] = never
			s.Pending[l] = 1
		} else {
			s.Spell[l] = 0
			if s.Pending[l] > 0 && s.Backlog[l] <= ShortAt*wanted && s.Stock[l] >= float64(0.9*s.Target[l])-float64(Trifle*wanted) {
				s.Recovered[l] = k
				s.Pending[l] = 0
			}
		}
	}
}

// coverOf sets x to the days that a subject's own stock lasts at its forecast use, 0
// where nothing is used. A step has so many years, a year so many days.
func coverOf(x *Vector, s *Subject, dt, days float64) {
	for l := range x {
		c := 0.0
		if s.Use[l] > 0 {
			c = max(0, s.Stock[l]) / s.Use[l] * dt * days
		}
		x[l] = c
	}
}

// dearer adds what is paid above the base price on what is used, use·(π − 1)·P,
// discounted.
func dearer(paid, used, multiple, price, present *Vector) {
	for l := range paid {
		paid[l] += float64(used[l] * (multiple[l] - 1) * price[l] * present[l])
	}
}
