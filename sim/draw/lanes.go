package draw

// Fill sets dst to the uniforms of occurrence k of a factor in the trials
// first, first+1, …
func Fill(dst []float64, d Design, first uint64, f Factor, k uint32) {
	for i := range dst {
		dst[i] = d.Uniform(first+uint64(i), f, k)
	}
}

// FillNoise sets dst to the noise streams of a factor in the trials first,
// first+1, …
func FillNoise(dst []Noise, d Design, first uint64, f Factor) {
	for i := range dst {
		dst[i] = d.Noise(first+uint64(i), f)
	}
}

// FillStep sets dst to the uniforms of one step of the streams; it is as long
// as they are.
func FillStep(dst []float64, streams []Noise, step int) {
	streams = streams[:len(dst)]
	shift := (uint64(step) + 1) * golden
	for i := range streams {
		if n := &streams[i]; n.path != nil || n.mirrored {
			dst[i] = n.At(step)
			continue
		}
		dst[i] = unit(mix(streams[i].key + shift))
	}
}
