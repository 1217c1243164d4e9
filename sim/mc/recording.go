package mc

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/s2"

	"magnetsim/sim"
	"magnetsim/sim/stat"
)

// A recording is what the play of a plan gave, as a stream of bytes: its trials, where the
// plan shows them to someone, and then its sample. It is written where a span is played
// and read where the spans are put together.
//
// It is a list of records, each with its length and its checksum before it. The first byte
// of a record says what it is; the sample, which is the last, says by what build it was
// played (see Encode), and that of what. Trials are packed, to about half; a sample hardly
// would be.

// What a record is.
const (
	isRows   = 'r'
	isSample = 's'
)

// Record plays a plan with a player and writes a recording of it. Rows of the plan are
// written as well as shown, and also where nobody is shown them, if withRows says so.
func Record(ctx context.Context, player Player, p Plan, withRows bool, to io.Writer) (*Sample, error) {
	out := bufio.NewWriterSize(to, 1<<16)
	var plain, packed []byte
	if shown := p.Rows; withRows {
		p.Rows = func(r Rows) error {
			if shown != nil {
				if err := shown(r); err != nil {
					return err
				}
			}
			if p.Shows.Trials(Span{r.First, r.N}) == 0 {
				return nil
			}
			w := stat.NewWire(plain[:0])
			r.write(w, p.Shows)
			plain = w.Bytes()
			packed = slices.Grow(packed[:0], 1+s2.MaxEncodedLen(len(plain)))[:1]
			packed[0] = isRows
			return writeRecord(out, packed[:1+len(s2.Encode(packed[1:cap(packed)], plain))])
		}
	}
	s, err := player.Play(ctx, p)
	if err != nil {
		return nil, err
	}
	return s, errors.Join(s.WriteRecording(out), out.Flush())
}

// WriteRecording writes the sample as a recording that shows no trials.
func (s *Sample) WriteRecording(to io.Writer) error {
	room := encodings.Get().(*[]byte)
	defer encodings.Put(room)
	*room = s.encode(append((*room)[:0], isSample))
	return writeRecord(to, *room)
}

// encodings are room for samples that are written one after another: to make it anew takes
// longer than to fill it.
var encodings = sync.Pool{New: func() any { return new([]byte) }}

// mostRows is more bytes than the trials of a block show.
const mostRows = 1 << 28

// recordHead is the length and the checksum before a record.
const recordHead = 8

func writeRecord(to io.Writer, data []byte) error {
	var head [recordHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(data)))
	binary.LittleEndian.PutUint32(head[4:], crc32.Checksum(data, castagnoli))
	_, err := to.Write(head[:])
	if err == nil {
		_, err = to.Write(data)
	}
	return err
}

// readRecord reads a record; io.EOF where there is none any more.
func readRecord(from io.Reader, into []byte) ([]byte, error) {
	var head [recordHead]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, cut(err)
	}
	size := int(binary.LittleEndian.Uint32(head[:]))
	into = into[:0]
	for len(into) < size { // not much more room is made than there is something to read
		n := min(size-len(into), max(16<<20, len(into)))
		into = slices.Grow(into, n)
		if _, err := io.ReadFull(from, into[len(into):len(into)+n]); err != nil {
			return nil, cut(errors.Join(io.ErrUnexpectedEOF, err))
		}
		into = into[:len(into)+n]
	}
	if crc32.Checksum(into, castagnoli) != binary.LittleEndian.Uint32(head[4:]) {
		return nil, errors.New("it is damaged: a checksum is wrong")
	}
	if len(into) == 0 {
		return nil, errors.New("it has an empty record")
	}
	return into, nil
}

// cut tells of what ends in the middle.
func cut(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it is cut short")
	}
	return err
}

// Replay reads a recording of a plan: it shows the plan's Rows what it holds of trials, tells
// its Progress, and returns its sample, as if it had been played here. It refuses what is not
// whole, and what is of another plan or another build of the program.
func Replay(p Plan, from io.Reader) (*Sample, error) {
	var u Union
	err := u.Replay(p, from)
	return u.Sample(), err
}

// Replay is the function Replay, but puts the sample in.
func (u *Union) Replay(p Plan, from io.Reader) error {
	if err := u.replay(p.withDefaults(), bufio.NewReaderSize(from, 1<<16)); err != nil {
		return fmt.Errorf("this recording cannot be used: %w", err)
	}
	return nil
}

func (u *Union) replay(p Plan, from io.Reader) error {
	variants := castOf(p).variants
	if err := p.check(variants); err != nil {
		return err
	}
	shown := 0
	for {
		record, err := readRecord(from, u.record)
		switch u.record = record; {
		case errors.Is(err, io.EOF):
			return errors.New("it is cut short")
		case err != nil:
			return err
		case record[0] == isSample:
			if _, err := readRecord(from, nil); !errors.Is(err, io.EOF) {
				return errors.New("there is data after its sample")
			}
			head, w, err := readHead(record[1:], BuildKey())
			if err == nil {
				err = p.gave(head, shown)
			}
			if err != nil {
				return err
			}
			return u.read(head, w)
		case record[0] != isRows:
			return errors.New("it has a record of an unknown kind")
		case p.Rows == nil:
			continue
		}
		if size, err := s2.DecodedLen(record[1:]); err != nil || size > mostRows {
			return errors.New("its trials are packed as none are")
		}
		if u.rows, err = s2.Decode(u.rows[:cap(u.rows)], record[1:]); err != nil {
			return err
		}
		rows, err := p.readRows(variants[0], u.rows)
		if err != nil {
			return err
		}
		if err := p.Rows(rows); err != nil {
			return err
		}
		if rows.Variant == len(p.Models)-1 {
			shown += rows.N
			if p.Progress != nil {
				p.Progress(shown, p.Trials)
			}
		}
	}
}

// gave is an error where the plan did not give the sample of a recording that has shown so
// many trials.
func (p Plan) gave(s *Sample, shown int) error {
	first := p.First
	if len(s.Spans) > 0 {
		first = s.Spans[0].First
	}
	switch {
	case s.Key != keyOf(p):
		return fmt.Errorf("it is of %+v, not of %+v", s.Key, keyOf(p))
	case s.Variants != len(p.Models) || first != p.First || s.Asked != int64(p.Trials):
		return fmt.Errorf("it is of %d trials of %d variants from %d on, and not of %d of %d from %d on", s.Asked, s.Variants, first, p.Trials, len(p.Models), p.First)
	case p.Rows != nil && shown != p.Shows.Trials(Span{p.First, int(s.Done)}):
		return fmt.Errorf("it shows %d of %d trials", shown, p.Shows.Trials(Span{p.First, int(s.Done)}))
	}
	return nil
}

// write writes what is to be shown of rows onto a wire. Of a trial that failed all values
// are 0: they mean nothing.
func (r Rows) write(w *stat.Wire, shows *Shows) {
	var good uint64
	for lane := range r.N {
		if r.OK(lane) {
			good |= 1 << lane
		}
	}
	variant, n := uint64(r.Variant), uint64(r.N)
	for _, x := range []*uint64{&variant, &r.First, &n, &good} {
		w.Uint(x)
	}
	column := func(values []float64) {
		for lane, x := range values[:r.N] {
			if good>>lane&1 == 0 {
				x = 0
			}
			w.Float(&x)
		}
	}
	inputs, metrics := shows.inputs(r.First, r.inputs), shows.metrics(r.metrics)
	w.Length(inputs, 1)
	for i := range inputs {
		column(r.Input(i))
	}
	w.Length(len(metrics), 1)
	for _, i := range metrics {
		column(r.Metric(i))
	}
}

// readRows reads rows of one of the plan's variants, which have as many columns as one.
func (p Plan) readRows(of variant, data []byte) (Rows, error) {
	w := stat.ReadWire(data)
	var r Rows
	var variant, n, good uint64
	for _, x := range []*uint64{&variant, &r.First, &n, &good} {
		w.Uint(x)
	}
	if variant >= uint64(len(p.Models)) || n == 0 || n > sim.Lanes || r.First < p.First || r.First+n > p.Span().end() {
		return r, errors.New("it shows trials that the plan has not")
	}
	r.Variant, r.N, r.Model = int(variant), int(n), p.Models[variant]
	r.OK = func(lane int) bool { return good>>lane&1 == 1 }
	r.inputs, r.metrics = len(of.inputs), len(of.metrics)
	inputs := readColumns(w, r.N, p.Shows.inputs(r.First, r.inputs))
	metrics := make([][]float64, r.metrics)
	shown := p.Shows.metrics(r.metrics)
	for i, column := range readColumns(w, r.N, len(shown)) {
		metrics[shown[i]] = column
	}
	r.Input = func(i int) []float64 { return inputs[i] }
	r.Metric = func(i int) []float64 { return metrics[i] }
	if w.Err() == nil && len(w.Bytes()) > 0 {
		w.Refuse("it shows more of trials than the plan has")
	}
	return r, w.Err()
}

// readColumns reads so many columns of n trials.
func readColumns(w *stat.Wire, n, columns int) [][]float64 {
	if there := w.Length(0, 8*n); there != columns {
		w.Refuse("it shows %d columns of trials, and the plan has %d", there, columns)
		return nil
	}
	all := make([][]float64, columns)
	for i := range all {
		all[i] = make([]float64, n)
		for lane := range all[i] {
			w.Float(&all[i][lane])
		}
	}
	return all
}
