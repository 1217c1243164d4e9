package draw

import "testing"

// A picked trial is the other design's: its uniforms, its noise, its group.
func TestPicked(t *testing.T) {
	d, chosen := Random(4), []uint64{70, 3, 1 << 33}
	p := Picked(d, chosen)
	for n, of := range chosen {
		if p.Uniform(uint64(n), 5, 2) != d.Uniform(of, 5, 2) || p.Noise(uint64(n), 5).At(9) != d.Noise(of, 5).At(9) || p.Group(uint64(n)) != d.Group(of) {
			t.Errorf("trial %d is not trial %d of the other", n, of)
		}
	}
}
