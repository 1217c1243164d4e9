package draw

import "testing"

// A mixed design takes both uniforms and noise of the factors of a trial from the
// one they are said to come from.
func TestMixed(t *testing.T) {
	a, b, f, g := Random(1), Random(2), Key("f"), Key("g")
	m := Mixed(a, b, 2, []Factor{g}, nil, []Factor{f, g})
	for trial, theirs := range []map[Factor]bool{{g: true}, {g: true}, {}, {}, {f: true, g: true}, {f: true, g: true}} {
		for _, x := range []Factor{f, g} {
			want := a
			if theirs[x] {
				want = b
			}
			if m.Uniform(uint64(trial), x, 1) != want.Uniform(uint64(trial), x, 1) {
				t.Errorf("uniform of trial %d", trial)
			}
			if m.Noise(uint64(trial), x).At(5) != want.Noise(uint64(trial), x).At(5) {
				t.Errorf("noise of trial %d", trial)
			}
		}
	}
	if all := Mixed(a, b, 0, []Factor{g}); all.Uniform(1<<40, g, 0) != b.Uniform(1<<40, g, 0) {
		t.Error("one list is not for all trials")
	}
}
