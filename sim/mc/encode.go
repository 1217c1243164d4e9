package mc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

// sampleMark begins an encoded sample; its last sign is the version of the format.
const sampleMark = "mcsample3"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Encode writes a sample as bytes: a mark with the version, the key, all that the sample
// holds, and a checksum. Samples that answer alike are the same bytes, however their
// trials were played, cut into shards and merged.
func (s *Sample) Encode() []byte {
	data := s.encode(nil)
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli))
}

// encode is Encode behind other bytes, without the checksum.
func (s *Sample) encode(behind []byte) []byte {
	w := stat.NewWire(append(behind, sampleMark...))
	s.Key.carry(w)
	s.carryHead(w)
	s.carry(w)
	return w.Bytes()
}

// Decode reads what Encode wrote. It refuses what is damaged, what another version of the
// format wrote, and what another build of the program played.
func Decode(data []byte) (*Sample, error) {
	s, err := decode(data, BuildKey())
	if err != nil {
		return nil, fmt.Errorf("this sample cannot be read: %w", err)
	}
	return s, nil
}

func decode(data []byte, build Key) (*Sample, error) {
	const sum = 4
	if len(data) < len(sampleMark)+sum {
		return nil, errors.New("it is not in the format of a sample")
	}
	body, end := data[:len(data)-sum], data[len(data)-sum:]
	head, w, err := readHead(body, build)
	if err == nil && crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(end) {
		err = errors.New("it is damaged: its checksum is wrong")
	}
	if err != nil {
		return nil, err
	}
	var u Union
	err = u.read(head, w)
	return u.Sample(), err
}

// readHead reads what an encoded sample says of itself; what it holds is left on the wire.
func readHead(data []byte, build Key) (*Sample, *stat.Wire, error) {
	mark := len(sampleMark)
	switch {
	case len(data) < mark || !bytes.Equal(data[:mark-1], []byte(sampleMark[:mark-1])):
		return nil, nil, errors.New("it is not in the format of a sample")
	case data[mark-1] != sampleMark[mark-1]:
		return nil, nil, fmt.Errorf("it has version %c of the format, but this program reads %c", data[mark-1], sampleMark[mark-1])
	}
	w := stat.ReadWire(data[mark:])
	s := &Sample{}
	s.Key.carry(w)
	if err := s.Key.playedBy(build); err != nil {
		return nil, nil, err
	}
	s.carryHead(w)
	if w.Err() != nil {
		return nil, nil, w.Err()
	}
	return s, w, s.sound(len(w.Bytes()))
}

// playedBy returns an error where a build other than that of a key played a sample.
func (k Key) playedBy(build Key) error {
	for _, x := range []struct{ what, was, is string }{
		{"processor", k.GoArch, build.GoArch},
		{"instruction set", k.GoLevel, build.GoLevel},
		{"Go version", k.GoVersion, build.GoVersion},
		{"width of a block", fmt.Sprint(k.Lanes), fmt.Sprint(build.Lanes)},
	} {
		if x.was != x.is {
			return fmt.Errorf("it was played by a build with the %s %q, but this build has %q: the last digits of its numbers may differ", x.what, x.was, x.is)
		}
	}
	return nil
}

func (k *Key) carry(w *stat.Wire) {
	for _, x := range []*string{&k.Label, &k.GoArch, &k.GoLevel, &k.GoVersion} {
		w.Text(x)
	}
	whole(w, &k.Retain)
	whole(w, &k.Lanes)
}

// whole carries an int.
func whole(w *stat.Wire, x *int) {
	n := int64(*x)
	w.Int(&n)
	*x = int(n)
}

// carryHead carries what a sample says of itself.
func (s *Sample) carryHead(w *stat.Wire) {
	s.Variants = w.Length(s.Variants, 1)
	whole(w, &s.Steps)
	whole(w, &s.replicates)
	stat.Several(w, &s.Metrics, 8, func(m *sim.Metric) { carryMetric(w, m) })
	stat.Several(w, &s.Series, 5, func(x *sim.Series) { carrySeries(w, x) })
	stat.Several(w, &s.crosses, 2, func(c *[2]int) { whole(w, &c[0]); whole(w, &c[1]) })
	for _, x := range []*int64{&s.Asked, &s.Done, &s.Failed} {
		w.Int(x)
	}
	w.Text(&s.FirstError)
	w.Uint(&s.FirstFail)
	w.Float(&s.Imbalance)
	w.Bool(&s.Complete)
	stat.Several(w, &s.Spans, 2, func(x *Span) { w.Uint(&x.First); whole(w, &x.Trials) })
}

// carry carries what a sample holds. What is read is put in beside what is there.
func (s *Sample) carry(w *stat.Wire) {
	for v := range s.Variants {
		for _, c := range s.columns[v] {
			c.Carry(w)
		}
		for _, p := range s.pairs[v] {
			p.carry(w)
		}
		for _, c := range s.crossed[v] {
			c.carry(w, func(j *stat.Joint) { j.Carry(w) })
		}
		s.follows[v].carry(w)
	}
}

// sound returns what is wrong with the shape of a sample that is read, of which so many
// bytes follow.
func (s *Sample) sound(left int) error {
	played := int64(0)
	for _, x := range s.Spans {
		if x.Trials <= 0 || x.First%sim.Lanes != 0 {
			return fmt.Errorf("it holds %d trials from %d on, which is no span", x.Trials, x.First)
		}
		played += int64(x.Trials)
	}
	switch {
	case s.Steps < 0 || len(s.Series) > 0 && s.Steps > left/len(s.Series):
		return fmt.Errorf("it has %d steps of %d series", s.Steps, len(s.Series))
	case s.replicates != 0 && s.replicates != draw.Replicates:
		return fmt.Errorf("it has %d replicates", s.replicates)
	case played != s.Done || s.Failed < 0 || s.Failed > s.Done || s.Done > s.Asked:
		return fmt.Errorf("of %d trials %d were played and %d failed, and %d are listed", s.Asked, s.Done, s.Failed, played)
	}
	return nil
}

func carryMetric(w *stat.Wire, m *sim.Metric) {
	for _, x := range []*string{&m.Name, &m.Measure, &m.Subject, &m.Unit, &m.Doc, &m.Period} {
		w.Text(x)
	}
	carryKind(w, &m.Kind)
	w.Bool(&m.Never)
	w.Bool(&m.Partial)
}

func carrySeries(w *stat.Wire, s *sim.Series) {
	for _, x := range []*string{&s.Name, &s.Measure, &s.Subject, &s.Unit} {
		w.Text(x)
	}
	carryKind(w, &s.Kind)
}

func carryKind(w *stat.Wire, k *sim.Subject) {
	n := uint64(*k)
	w.Uint(&n)
	*k = sim.Subject(n)
}

func (p *parted[T]) carry(w *stat.Wire, value func(*T)) {
	p.all.Carry(w, value)
	for _, t := range p.parts {
		t.Carry(w, value)
	}
}

func (p *pair) carry(w *stat.Wire) {
	p.parted.carry(w, func(m *stat.Moments) { m.Carry(w) })
	for _, x := range []*int64{&p.better, &p.worse, &p.n} {
		w.Sum(x)
	}
}

func (f *follow) carry(w *stat.Wire) {
	f.sums.Carry(w, func(sums *[]float64) {
		w.Floats(sums)
		if w.Reading() && len(*sums) != len(f.counts) {
			w.Refuse("its sums are not those of its series")
		}
	})
	stat.CarryCounts(w, f.counts)
}
