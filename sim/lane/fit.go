package lane

// renew lets what fits one user age by a step and exchanges a part of the stock for new:
//
//	fit ← fit·(1 − rotated)·keeps + usable·rotated·level
func renew(fit, usable, keeps, rotated, level *Vector) {
	for l := range fit {
		fit[l] = float64(fit[l]*(1-rotated[l])*keeps[l]) + float64(usable[l]*rotated[l]*level[l])
	}
}

// fits lowers a claim on a stock to what fits the claimant. A release that this cuts
// short counts as one cut short by the level.
func fits(need, total, fit *Vector, p *Pile) {
	for l := range need {
		x := need[l]
		if x > fit[l] {
			if x*(1-Trifle) > fit[l] && p.Goal[l]+p.Level[l]+p.SumReleased[l] > 0 {
				p.Exhausted[l] = 1
			}
			x = fit[l]
		}
		need[l] = x
		total[l] += x
	}
}

// taken takes out of what fits one user what was released to it, and of what was released
// to others, which is like the rest of the stock, the same part.
func taken(fit, own *Vector, p *Pile) {
	for l := range fit {
		all := p.Released[l]
		f := fit[l]
		if all > 0 {
			f = min(p.Level[l], positive(f-own[l]-float64((all-own[l])*f/(p.Level[l]+all))))
		}
		fit[l] = f // else as it was: what other trials release decides whether this is called
	}
}

// bar takes a source that is shut, by the share of imports that it has, out of what a
// stock may be filled from. What rounding leaves of nothing is nothing.
func bar(part, shut, weight *Vector) {
	for l := range part {
		x := part[l] - float64(shut[l]*weight[l])
		if x < Trifle {
			x = 0
		}
		part[l] = x
	}
}
