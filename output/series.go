package output

import "magnetsim/sim/mc"

// seriesOf returns every series of every variant.
func seriesOf(s *mc.Sample) []Series {
	var all []Series
	for v := range s.Variants {
		for i, about := range s.Series {
			x := Series{
				Variant: v, Name: about.Name, Measure: about.Measure, Subject: about.Subject, Unit: about.Unit,
				Mean: s.SeriesMean(v, i),
			}
			for k := range s.Steps {
				c := s.Counts(v, i, k)
				x.P5 = append(x.P5, c.Quantile(0.05))
				x.P25 = append(x.P25, c.Quantile(0.25))
				x.P50 = append(x.P50, c.Quantile(0.50))
				x.P75 = append(x.P75, c.Quantile(0.75))
				x.P95 = append(x.P95, c.Quantile(0.95))
				x.Positive = append(x.Positive, c.Positive())
			}
			all = append(all, x)
		}
	}
	return all
}
