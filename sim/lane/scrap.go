package lane

// weibull sets f to the part of what was made that has reached its end after so many
// years, 1 − exp(−(t/scale)^shape), t above 0.
func weibull(f, logScale, shape *Vector, logYears float64) {
	for l := range f {
		f[l] = 1 - exp(-exp(shape[l]*(logYears-logScale[l])))
	}
}

// collect sets what a plant can make of scrap in a step, in which rho of it stands: what
// comes back, collected and worked up, up to its capacity.
func collect(rho, scrap, collected, yield, capacity *Vector, dt float64) {
	for l := range rho {
		rho[l] *= min(scrap[l]*collected[l]*yield[l], capacity[l]*dt)
	}
}
