package lane

// planUse sets b = B·share·(1+g)^s·season·Δ in a step.
func planUse(b, level, growth *Vector, scale float64) {
	for l := range b {
		b[l] = level[l] * growth[l] * scale
	}
}

// shrink sets the growth of a step from that of the step after.
func shrink(x, next, q *Vector) {
	for l := range x {
		x[l] = next[l] / q[l]
	}
}

// planRequired adds what a consumer is planned to require: its use and what its stock
// grows by. Moved is what is added and taken to find it.
func planRequired(required, moved, now, then, cover *Vector, perYear float64) {
	for l := range now {
		c := cover[l] * perYear
		required[l] += now[l] + float64(c*(then[l]-now[l]))
		moved[l] += now[l] + float64(c*(then[l]+now[l]))
	}
}

// planTrade drops what rounding leaves of a requirement, and sets E = min(K⁰, R) and
// E/K⁰.
func planTrade(x *Outlook, part, moved *Vector) {
	for l := range moved {
		r := x.Required[l]
		if r < Trifle*moved[l] {
			r = 0
		}
		x.Required[l] = r
		m := min(x.Home[l], r)
		x.Made[l] = m
		p := 0.0
		if x.Home[l] > 0 {
			p = m / x.Home[l]
		}
		part[l] = p
	}
}

// planNeed sets what a plant is planned to need of an input.
func planNeed(need, recipe, part, capacity *Vector) {
	for l := range need {
		need[l] = recipe[l] * part[l] * capacity[l]
	}
}

// planSums adds up what is required and made before a step.
func planSums(x, last *Outlook) {
	for l := range x.SumR {
		x.SumR[l] = last.SumR[l] + last.Required[l]
		x.SumE[l] = last.SumE[l] + last.Made[l]
	}
}
