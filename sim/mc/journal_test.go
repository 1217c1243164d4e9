package mc

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"magnetsim/sim"
)

// memo is a journal in memory.
type memo struct {
	mu      sync.Mutex
	records map[string][]byte
	found   int
}

func (m *memo) key(label string, block uint64, n int) string { return fmt.Sprint(label, block, n) }

func (m *memo) Find(label string, block uint64, n int) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.records[m.key(label, block, n)]
	if r != nil {
		m.found++
	}
	return r
}

func (m *memo) Open() bool { return true }

func (m *memo) Keep(label string, block uint64, n int, record []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.records[m.key(label, block, n)] = slices.Clone(record)
	return nil
}

// A plan that goes on with a journal gives the sample, the rows and the series of
// one that was never cut short, the failed trials among them.
func TestJournal(t *testing.T) {
	plan := func(rows *[]float64) Plan {
		p := fakePlan(4000)
		p.Workers = 3
		p.Rows = func(r Rows) error {
			*rows = append(append(*rows, r.Metric(0)...), r.Input(0)...)
			return nil
		}
		return p
	}
	var wanted, cut, rows []float64
	whole := mustPlay(t, plan(&wanted), faulty())

	m := &memo{records: map[string][]byte{}}
	ctx, cancel := context.WithCancel(t.Context())
	p := plan(&cut)
	p.Journal = m
	p.Progress = func(done, _ int) {
		if done >= 1000 {
			cancel()
		}
	}
	part, err := play(ctx, p, faulty())
	if err != nil || part.Complete {
		t.Fatal(err, part.Complete)
	}
	for k, r := range m.records { // torn, and of another shape
		m.records[k] = r[:len(r)-1]
		break
	}
	kept := len(m.records)
	p = plan(&rows)
	p.Journal = m
	again := mustPlay(t, p, faulty())
	if digest(again) != digest(whole) {
		t.Errorf("resumed:\n%s\nwant\n%s", digest(again), digest(whole))
	}
	for v := range whole.Variants {
		if !reflect.DeepEqual(again.follows[v].counts, whole.follows[v].counts) {
			t.Errorf("counts of variant %d differ", v)
		}
	}
	if fmt.Sprint(rows) != fmt.Sprint(wanted) { // NaN of what failed
		t.Error("rows differ")
	}
	if m.found != kept || kept < 1000/sim.Lanes {
		t.Errorf("%d blocks of %d were taken from the journal", m.found, kept)
	}
}

// Once patience ends, blocks in flight are given up; what is kept has no hole, and
// no series of a trial that does not count.
func TestGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	now := make(chan struct{})
	var once sync.Once
	slow := &fake{scale: 1, played: func(first uint64, _ int) {
		if first == 20*sim.Lanes { // its worker hears it in the middle of the block
			once.Do(func() { cancel(); close(now) })
		}
	}}
	p := fakePlan(4000)
	p.Crosses = nil
	p.Workers = 3
	s, err := play(GivingUp(ctx, now), p, fakes(slow))
	if err != nil || s.Complete || s.Done > 20*sim.Lanes || s.Done%sim.Lanes != 0 {
		t.Fatalf("error %v, done %d", err, s.Done)
	}
	p.Trials = int(s.Done)
	want := mustPlay(t, p, fakes(&fake{scale: 1}))
	if !reflect.DeepEqual(s.follows[0].counts, want.follows[0].counts) {
		t.Error("series of trials that do not count")
	}
	if !reflect.DeepEqual(s.SeriesMean(0, 0), want.SeriesMean(0, 0)) {
		t.Error("means differ")
	}
}

func TestNoSeries(t *testing.T) {
	p := fakePlan(500)
	p.NoSeries = true
	s := mustPlay(t, p, faulty())
	want := mustPlay(t, fakePlan(500), faulty())
	if len(s.Series) != 0 || s.Column(1, 0).Mean().Value != want.Column(1, 0).Mean().Value {
		t.Error("without series the metrics differ")
	}
}
