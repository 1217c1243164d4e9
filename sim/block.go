package sim

import (
	"errors"

	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// Lanes is the number of trials that go through each mechanism together.
const Lanes = lane.Width

// Block plays trials of one model, Lanes at a time: what buyers, plants, users and
// strategic stocks do in a world, as a struct of arrays, one lane a trial. It belongs
// to one goroutine and reuses its memory: after the first blocks nothing is allocated.
type Block struct {
	*world
	m    *Model
	val  []lane.Vector // by number; the world's own where the model is
	from []fig         // by number: the same in the world's model, −1 for none
	*pace

	proxy proxy
	sec   []sectorState
	con   []lane.Consumer
	mat   []lane.Material
	src   []lane.Source
	road  road
	plt   []lane.Plant
	pile  []lane.Pile
	drawn []drawing // by stockpile

	fitting  []fitting    // by stockpile
	hoarding []lane.Hoard // by line that hoards

	money   money
	periods periods
	ledger  ledger
	subject []lane.Subject
	follow  []lane.Vector  // series that are computed
	series  []*lane.Vector // series now
	result  []lane.Vector  // metrics

	buyers, lines [][]lane.Buyer // by material: its consumers, and those among them that are sectors'
	trades        [][]lane.Trade // by material: its sources
	counted       [][]lane.Buyer // by subject: its lines

	scratch scratch
}

// pace is how fast buyers act. Vectors stand in structs and slices of nothing else, so
// that each begins where a line of the cache does.
type pace struct {
	perStepGap lane.Vector // 1/τ: the part of a gap that is ordered in a step
	alpha      lane.Vector // weight of the newest step in a forecast
}

// scratch is what stages use within a step, by place in a material's consumers where
// there are several.
type scratch struct {
	*lane.Scratch
	want, give, floor []lane.Vector
	needs, gives      []float64 // of one lane
}

// sectorState is what a sector's lines lose and pay together.
type sectorState struct {
	lost    lane.Vector // over the trial and all its lines, t
	present lane.Vector // the same, each tonne by what money counts at its time
	dearer  lane.Vector // paid above base prices over the trial, currency
}

// NewBlock returns a block that plays trials of m.
func (m *Model) NewBlock() *Block { return newBlock(m, newWorld(m)) }

// newBlock returns a block that plays trials of m in a world, which has to be that of
// a model with the same world.
func newBlock(m *Model, w *world) *Block {
	most := 0
	for i := range m.materials {
		most = max(most, len(m.materials[i].consumers))
	}
	b := &Block{
		world: w, m: m, val: w.val,
		sec: make([]sectorState, len(m.sectors)), con: make([]lane.Consumer, len(m.consumers)),
		mat: make([]lane.Material, len(m.materials)), src: make([]lane.Source, len(m.sources)), road: make(road, len(m.sources)),
		plt: make([]lane.Plant, len(m.plants)), pile: make([]lane.Pile, len(m.stockpiles)), drawn: make([]drawing, len(m.stockpiles)), hoarding: make([]lane.Hoard, len(m.hoards)),
		subject: make([]lane.Subject, len(m.subjects)), follow: make([]lane.Vector, len(m.series)), series: make([]*lane.Vector, len(m.series)),
		result: make([]lane.Vector, len(m.metrics)),
		pace:   new(pace),
		scratch: scratch{
			Scratch: new(lane.Scratch),
			want:    make([]lane.Vector, most), give: make([]lane.Vector, most), floor: make([]lane.Vector, most),
			needs: make([]float64, most), gives: make([]float64, most),
		},
	}
	if m != w.m {
		b.val, b.from = m.certain(), m.numbersOf(w.m)
	}
	for i := range b.drawn {
		b.drawn[i] = drawing{new(lane.Drawing), make([]lane.Vector, len(m.stockpiles[i].isEligible))}
	}
	for _, x := range m.stockpiles {
		b.fitting = append(b.fitting, newFitting(x.fit))
	}
	b.periods = newPeriods(m)
	b.ledger.init(m)
	b.list()
	b.money.worth, b.money.swapped = new(worth), make([]lane.Vector, len(m.consumers))
	b.money.delivered, b.money.made = make([]lane.Vector, len(m.sources)), make([]lane.Vector, len(m.plants))
	return b
}

// Play plays trials first to first+n−1 of the design, n at most Lanes. At the
// end of every step it calls observe, which may be nil, with the index of the
// step: SeriesNow then holds that step's values. It returns an error, and no
// results, where a figure of a trial is out of its range.
func (b *Block) Play(d draw.Design, first uint64, n int, observe func(step int)) error {
	band := Band{worlds: []*world{b.world}, blocks: []*Block{b}}
	if observe == nil {
		return band.Play(d, first, n, nil)
	}
	return band.Play(d, first, n, func(_, step int) { observe(step) })
}

// ErrStopped says that a play was stopped before its end.
var ErrStopped = errors.New("stopped")

// Metric returns column i of the results, a number a trial, valid until the
// next Play.
func (b *Block) Metric(i int) []float64 { return b.result[i][:b.n] }

// Input returns column i of the sampled inputs, valid until the next Play.
func (b *Block) Input(i int) []float64 { return b.val[b.m.reported[i]][:b.n] }

// SeriesNow returns series i at the step that observe was called with.
func (b *Block) SeriesNow(i int) []float64 { return b.series[i][:b.n] }

// Imbalance returns the largest relative error of a material's mass balance, or
// of the goods under way, in the trials last played.
func (b *Block) Imbalance() float64 { return b.ledger.worst(b.n) }
