package sim

// shipNormally lets a source ship, in step k before the start, what was asked of it.
func (w *world) shipNormally(o *offer, k int) {
	for l, asked := range w.source.Ask {
		w.source.Ship[l] = 0
		if k+int(o.lag[l]) >= 0 {
			w.source.Ship[l] = asked
		}
	}
}

// load sets what is under way at the start where that is given: so much of what is in
// normal times, or so many tonnes, spread over the time until an order arrives as what is
// normal, evenly where that is nothing.
func (w *world) load() {
	for j := range w.offer {
		x, o := &w.m.sources[j], &w.offer[j]
		if x.underWay < 0 {
			continue
		}
		road, all := w.road[j], &w.underway[x.material]
		for l, given := range w.val[x.underWay] {
			normal := 0.0
			for r := range road {
				normal += road[r][l]
			}
			times, total := given, given*normal
			if !x.ofNormal {
				times, total = given/normal, given
			}
			for r := range road {
				switch {
				case normal > 0:
					road[r][l] *= times
				case r < int(o.lag[l]):
					road[r][l] = total / float64(o.lag[l])
				}
			}
			all[l] = positive(all[l] - normal + total)
		}
	}
}
