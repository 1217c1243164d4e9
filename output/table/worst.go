package table

import (
	"io"
	"math"

	"magnetsim/output"
)

// The files about the worst trials, a row each for every threshold ("bad"): the
// share asked for as text, or the level.

func badOf(p output.WorstPart) string {
	if p.Share > 0 {
		return string(appendNumber([]byte("worst "), p.Share))
	}
	return string(appendNumber([]byte("above "), p.Threshold)) + " " + p.Unit
}

// WorstInputsCSV writes how each thing drawn differs in the worst trials.
func WorstInputsCSV(w io.Writer, d *output.Worst) error {
	l := newLines(w)
	l.text("bad", "input", "unit", "told_from_noise", "effect", "effect_low", "effect_high", "p_value",
		"worst_p5", "worst_p50", "worst_p95", "all_p5", "all_p50", "all_p95", "place_p5", "place_p50", "place_p95")
	l.end()
	for _, p := range d.Parts {
		for _, r := range p.Rows {
			l.text(badOf(p), r.Key(), r.Unit)
			l.count(bit(r.Told))
			l.numbers(r.Effect.Value, r.Effect.Low, r.Effect.High, r.P)
			l.numbers(r.Bad.Values[:]...)
			l.numbers(r.All.Values[:]...)
			l.numbers(r.Bad.Places[:]...)
			l.end()
		}
	}
	return l.close()
}

// WorstBoxesCSV writes the limits of the boxes, a row a limit.
func WorstBoxesCSV(w io.Writer, d *output.Worst) error {
	l := newLines(w)
	l.text("bad", "box", "coverage", "coverage_low", "coverage_high", "density", "density_low", "density_high", "mass", "p_value",
		"input", "unit", "low", "high", "quasi_p", "share_of_worst", "share_of_all", "density_without", "text")
	l.end()
	for _, p := range d.Parts {
		for i, b := range p.Boxes {
			for _, x := range b.Limits {
				l.text(badOf(p))
				l.count(int64(i + 1))
				l.numbers(b.Coverage.Value, b.Coverage.Low, b.Coverage.High, b.Density.Value, b.Density.Low, b.Density.High, b.Mass.Value, b.P)
				l.text(x.Key(), x.Unit)
				l.numbers(x.Low, x.High, x.QuasiP, x.InBad.Value, x.InAll.Value, x.Density)
				l.text(x.Text())
				l.end()
			}
		}
	}
	return l.close()
}

// WorstPeelingCSV writes the peeling trajectories, a row a step.
func WorstPeelingCSV(w io.Writer, d *output.Worst) error {
	l := newLines(w)
	l.text("bad", "box", "step", "chosen", "trials", "worst", "coverage", "density", "mass", "limits")
	l.end()
	for _, p := range d.Parts {
		for i, b := range p.Boxes {
			for k, x := range b.Path {
				l.text(badOf(p))
				l.count(int64(i + 1))
				l.count(int64(k))
				l.count(bit(k == b.Chosen))
				l.count(x.Trials)
				l.count(x.Bad)
				l.numbers(x.Coverage, x.Density, x.Mass)
				l.count(int64(x.Limits))
				l.end()
			}
		}
	}
	return l.close()
}

// WorstHappenedCSV writes what happened in the worst trials and in the others; an
// empty cell: not within the horizon.
func WorstHappenedCSV(w io.Writer, d *output.Worst) error {
	l := newLines(w)
	l.text("bad", "metric", "unit", "worst_p5", "worst_p50", "worst_p95", "others_p5", "others_p50", "others_p95")
	l.end()
	for _, p := range d.Parts {
		for _, h := range p.Happened {
			l.text(badOf(p), h.Metric, h.Unit)
			l.numbers(h.Bad[:]...)
			l.numbers(h.Rest[:]...)
			l.end()
		}
	}
	return l.close()
}

type worst struct {
	Scenario string      `json:"scenario"`
	Case     string      `json:"case"`
	Policy   string      `json:"policy"`
	Cell     string      `json:"cell"`
	Seed     uint64      `json:"seed"`
	Hash     string      `json:"scenario_hash"`
	Looked   int64       `json:"trials"`
	Unknown  string      `json:"course_of_curbs_unknown,omitempty"`
	Parts    []worstPart `json:"parts"`
}

type worstPart struct {
	Metric    string          `json:"metric"`
	Unit      string          `json:"unit"`
	Share     Number          `json:"share"`
	Threshold Number          `json:"above"`
	Bad       int64           `json:"worst_trials"`
	Most      Number          `json:"most"`
	Number    uint64          `json:"worst_trial"`
	Boxes     []worstBox      `json:"boxes"`
	Rejected  *worstBox       `json:"not_told_from_noise,omitempty"`
	Inputs    []worstInput    `json:"inputs"`
	Happened  []worstHappened `json:"happened"`
}

type worstBox struct {
	Coverage number       `json:"coverage"`
	Density  number       `json:"density"`
	Mass     number       `json:"mass"`
	P        Number       `json:"p_value"`
	Trials   int64        `json:"held_out_trials"`
	Bad      int64        `json:"held_out_worst"`
	Limits   []worstLimit `json:"limits"`
	Chosen   int          `json:"chosen_step"`
	Path     []worstPeel  `json:"peeling"`
}

type worstLimit struct {
	Text    string `json:"text"`
	Input   string `json:"input"`
	Unit    string `json:"unit"`
	Low     Number `json:"low"`
	High    Number `json:"high"`
	QuasiP  Number `json:"quasi_p"`
	InBad   number `json:"share_of_worst"`
	InAll   number `json:"share_of_all"`
	Density Number `json:"density_without"`
}

type worstPeel struct {
	Trials   int64  `json:"trials"`
	Bad      int64  `json:"worst"`
	Coverage Number `json:"coverage"`
	Density  Number `json:"density"`
	Mass     Number `json:"mass"`
	Limits   int    `json:"limits"`
}

type worstInput struct {
	Input  string    `json:"input"`
	Unit   string    `json:"unit"`
	Told   bool      `json:"told_from_noise"`
	Effect number    `json:"chance_larger_in_worst"`
	P      Number    `json:"p_value"`
	Bad    [3]Number `json:"worst_p5_p50_p95"`
	All    [3]Number `json:"all_p5_p50_p95"`
	Places [3]Number `json:"places_of_worst_in_all"`
}

type worstHappened struct {
	Metric string    `json:"metric"`
	Unit   string    `json:"unit"`
	Bad    [3]Number `json:"worst_p5_p50_p95"`
	Rest   [3]Number `json:"others_p5_p50_p95"`
}

// WorstJSON writes all that is told of the worst trials. What is open, or not
// within the horizon, is null.
func WorstJSON(w io.Writer, d *output.Worst) error {
	out := worst{
		Scenario: d.Scenario, Case: d.Variant.Case, Policy: d.Variant.Policy, Cell: d.Variant.Cell, Seed: d.Run.Seed, Hash: d.Run.Hash,
		Looked: d.Looked, Unknown: d.Unknown,
	}
	for _, p := range d.Parts {
		out.Parts = append(out.Parts, worstPartOf(p))
	}
	return writeJSON(w, out)
}

func worstPartOf(p output.WorstPart) worstPart {
	x := worstPart{
		Metric: p.Metric, Unit: p.Unit, Share: Number(p.Share), Threshold: Number(p.Threshold), Bad: p.Bad, Most: Number(p.Most), Number: p.Number,
		Boxes: []worstBox{}, Inputs: []worstInput{}, Happened: []worstHappened{},
	}
	if p.Share == 0 {
		x.Share = Number(math.NaN())
	}
	for _, b := range p.Boxes {
		x.Boxes = append(x.Boxes, worstBoxOf(b))
	}
	if p.Rejected != nil {
		b := worstBoxOf(*p.Rejected)
		x.Rejected = &b
	}
	for _, r := range p.Rows {
		x.Inputs = append(x.Inputs, worstInput{r.Key(), r.Unit, r.Told, between(r.Effect, "share"), Number(r.P), three(r.Bad.Values), three(r.All.Values), three(r.Bad.Places)})
	}
	for _, h := range p.Happened {
		x.Happened = append(x.Happened, worstHappened{h.Metric, h.Unit, three(h.Bad), three(h.Rest)})
	}
	return x
}

func worstBoxOf(b output.WorstBox) worstBox {
	x := worstBox{
		Coverage: worstShare(b.Coverage), Density: worstShare(b.Density), Mass: worstShare(b.Mass), P: Number(b.P), Trials: b.Trials, Bad: b.Bad, Chosen: b.Chosen,
	}
	for _, l := range b.Limits {
		x.Limits = append(x.Limits, worstLimit{
			l.Text(), l.Key(), l.Unit, Number(l.Low), Number(l.High), Number(l.QuasiP), worstShare(l.InBad), worstShare(l.InAll), Number(l.Density),
		})
	}
	for _, s := range b.Path {
		x.Path = append(x.Path, worstPeel{s.Trials, s.Bad, Number(s.Coverage), Number(s.Density), Number(s.Mass), s.Limits})
	}
	return x
}

func worstShare(s output.Share) number { return between(output.Interval(s), "share") }

func three(x [3]float64) [3]Number { return [3]Number{Number(x[0]), Number(x[1]), Number(x[2])} }

func between(b output.Interval, unit string) number {
	return number{Number(b.Value), Number(b.Low), Number(b.High), unit}
}
