package mc

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// again is a sample that went through bytes.
func again(t rapid.TB, s *Sample) *Sample {
	data := s.Encode()
	got, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Encode(), data) {
		t.Fatal("what is read is written otherwise again")
	}
	return got
}

// Shards of any cut, in any order, that went through bytes merge to the bytes of the
// sample of the whole, under every sampling plan, with every value kept and with sketches.
func TestEncodedShardsMergeToTheWhole(t *testing.T) {
	designs := arrangements(640)
	designs["random"] = draw.Random(1)
	for name, d := range designs {
		for _, retain := range []int{5000, 500} {
			p := fakePlan(640)
			p.Design, p.Retain, p.Label = d, retain, name
			played := mustPlay(t, p, faulty())
			want := played.Encode()
			if digest(again(t, played)) != digest(played) {
				t.Errorf("%s: what is read answers otherwise", name)
			}
			known := map[Span]*Sample{}
			rapid.Check(t, func(rt *rapid.T) {
				cuts := rapid.SliceOfN(rapid.IntRange(0, p.Trials/sim.Lanes), 0, 3).Draw(rt, "cuts")
				cuts = append(cuts, 0, p.Trials/sim.Lanes)
				slices.Sort(cuts)
				var shards []*Sample
				for i, to := range cuts[1:] {
					span := Span{uint64(cuts[i] * sim.Lanes), (to - cuts[i]) * sim.Lanes}
					if known[span] == nil {
						part := p.On(span)
						part.Of = len(known) % 2 * p.Trials // known to be a part, or not
						known[span] = mustPlay(t, part, faulty())
					}
					shards = append(shards, again(rt, known[span]))
				}
				shards = rapid.Permutation(shards).Draw(rt, "order")
				all := shards[0]
				for _, s := range shards[1:] {
					merged, err := Merge(all, s)
					if err != nil {
						rt.Fatal(err)
					}
					all = merged
				}
				if !bytes.Equal(all.Encode(), want) {
					rt.Fatalf("%s: merged\n%s\nwhole\n%s", name, digest(all), digest(played))
				}
				var read Union
				for _, s := range shards {
					if err := readInto(&read, s.encode(nil)); err != nil {
						rt.Fatal(err)
					}
				}
				if !bytes.Equal(read.Sample().Encode(), want) {
					rt.Fatalf("%s: read\n%s\nwhole\n%s", name, digest(read.Sample()), digest(played))
				}
			})
		}
	}
}

// readInto reads a sample into a union.
func readInto(u *Union, data []byte) error {
	head, w, err := readHead(data, BuildKey())
	if err != nil {
		return err
	}
	return u.read(head, w)
}

// A union into which half a sample was read gives nothing any more; one that has refused a
// sample by its head goes on.
func TestBrokenUnion(t *testing.T) {
	p := fakePlan(128)
	first, second := mustPlay(t, p.On(Span{0, 64}), faulty()), mustPlay(t, p.On(Span{64, 64}), faulty())
	var u Union
	if err := u.Add(first); err != nil {
		t.Fatal(err)
	}
	if err := readInto(&u, first.encode(nil)); err == nil || !strings.Contains(err.Error(), "both hold trial 0") || u.Sample() == nil {
		t.Errorf("the same trials twice: error %v", err)
	}
	data := second.encode(nil)
	broken := readInto(&u, data[:len(data)-1])
	if broken == nil || u.Sample() != nil {
		t.Errorf("cut short: error %v", broken)
	}
	if err := readInto(&u, data); err != broken {
		t.Errorf("it goes on: error %v, want %v", err, broken)
	}
}

// Of another build, version or shape, or damaged anywhere, a sample is refused.
func TestDecodeRefuses(t *testing.T) {
	s := mustPlay(t, fakePlan(96), faulty())
	data := s.Encode()
	for what, build := range map[string]Key{
		"processor":        {Lanes: sim.Lanes, GoArch: "wasm", GoLevel: s.Key.GoLevel, GoVersion: s.Key.GoVersion},
		"instruction set":  {Lanes: sim.Lanes, GoArch: s.Key.GoArch, GoLevel: "v9", GoVersion: s.Key.GoVersion},
		"Go version":       {Lanes: sim.Lanes, GoArch: s.Key.GoArch, GoLevel: s.Key.GoLevel, GoVersion: "go1.1"},
		"width of a block": {Lanes: 2 * sim.Lanes, GoArch: s.Key.GoArch, GoLevel: s.Key.GoLevel, GoVersion: s.Key.GoVersion},
	} {
		if _, err := decode(data, build); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("another %s: error %v", what, err)
		}
	}
	refused := func(what string, data []byte, want string) {
		t.Helper()
		if _, err := Decode(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", what, err, want)
		}
	}
	later := slices.Clone(data)
	later[len(sampleMark)-1] = '9'
	refused("a later version", later, "version 9")
	refused("a picture", []byte("\x89PNG and so on, of some length"), "not in the format")
	for n := range data {
		refused("cut short", data[:n], "")
	}
	for i := range data {
		bad := slices.Clone(data)
		bad[i] ^= 1
		refused("changed", bad, "")
		Decode(resum(bad[:len(bad)-4])) // whatever it then says, nothing breaks
	}
	refused("longer", resum(append(slices.Clone(data[:len(data)-4]), 0)), "data after its end")
}

// resum adds the checksum.
func resum(data []byte) []byte {
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli))
}
