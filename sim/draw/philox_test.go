package draw

import "testing"

// The known answers that Random123 publishes for philox4x32 with 10 rounds
// (tests/kat_vectors).
func TestPhiloxKnownAnswers(t *testing.T) {
	for _, v := range []struct {
		counter [4]uint32
		key     [2]uint32
		want    [4]uint32
	}{
		{[4]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{
			[4]uint32{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
			[2]uint32{0xffffffff, 0xffffffff},
			[4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
		},
		{
			[4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, // digits of π
			[2]uint32{0xa4093822, 0x299f31d0},
			[4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
		},
	} {
		if got := Philox(v.counter, v.key); got != v.want {
			t.Errorf("Philox(%08x, %08x) = %08x, want %08x", v.counter, v.key, got, v.want)
		}
	}
}

// The first outputs of SplitMix64 from the seed 1234567, as its reference
// implementation by Vigna (splitmix64.c) prints them.
func TestNoiseKnownAnswers(t *testing.T) {
	n := Noise{key: 1234567}
	for step, want := range []uint64{
		6457827717110365317, 3203168211198807973, 9817491932198370423,
		4593380528125082431, 16408922859458223821,
	} {
		if got := n.At(step); got != unit(want) {
			t.Errorf("step %d: %v, want %v", step, got, unit(want))
		}
	}
}

// FNV-1a's own test vectors: the offset basis for the empty string, and "a" and
// "foobar" from the authors' page.
func TestKeyKnownAnswers(t *testing.T) {
	for name, want := range map[string]Factor{
		"":       0xcbf29ce484222325,
		"a":      0xaf63dc4c8601ec8c,
		"foobar": 0x85944171f73967e8,
	} {
		if got := Key(name); got != want {
			t.Errorf("Key(%q) = %#x, want %#x", name, got, want)
		}
	}
}
