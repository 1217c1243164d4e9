package table

import (
	"io"

	"magnetsim/output"
)

// number is an estimate in JSON.
type number struct {
	Value Number `json:"value"`
	Low   Number `json:"error_low"`
	High  Number `json:"error_high"`
	Unit  string `json:"unit"`
}

func numberOf(s output.Stat) number {
	return number{Number(s.Value), Number(s.Low), Number(s.High), s.Unit}
}

// lever is a lever in JSON.
type lever struct {
	Paths []string `json:"paths"`
	Unit  string   `json:"unit"`
	Low   Number   `json:"low"`
	High  Number   `json:"high"`
	Step  Number   `json:"step"`
}

func leverOf(l output.Lever) lever {
	return lever{l.Paths, l.Unit, Number(l.Low), Number(l.High), Number(l.Step)}
}

// search is the shape of search.json.
type search struct {
	Scenario string        `json:"scenario"`
	Title    string        `json:"title"`
	Case     string        `json:"case"`
	Policy   string        `json:"policy"`
	Run      run           `json:"run"`
	Levers   []lever       `json:"levers"`
	Criteria []string      `json:"criteria"`
	Minimise string        `json:"minimise"`
	Answer   string        `json:"answer"`
	Levels   []searchLevel `json:"levels"` // by lever; empty where there is no answer
	Again    []int         `json:"fails_again"`
	Idle     bool          `json:"no_effect"`
	Best     int           `json:"best_point"` // index into points; -1 for none
	Gain     *number       `json:"gain"`
	Spared   *number       `json:"shortfall_spared"`
	Dearer   *number       `json:"cost_more"`
	Points   []searchPoint `json:"points"`
}

type searchLevel struct {
	Text    string `json:"text"`
	Best    Number `json:"level"`
	Low     Number `json:"low"`
	High    Number `json:"high"`
	LowEnd  bool   `json:"low_is_end_of_range"`
	HighEnd bool   `json:"high_is_end_of_range"`
}

type searchPoint struct {
	Levels    []Number        `json:"levels"`
	Trials    int64           `json:"trials"`
	Failed    int64           `json:"trials_failed"`
	Outcome   string          `json:"outcome"`
	Verdicts  []searchVerdict `json:"criteria"`
	Objective number          `json:"objective"`
	Worse     number          `json:"above_best"`
	Chance    number          `json:"any_shortfall"`
	Mean      number          `json:"mean_shortfall"`
	Cost      number          `json:"stockpile_cost"`
}

type searchVerdict struct {
	Criterion string `json:"criterion"`
	Line      string `json:"line"`
	Outcome   string `json:"outcome"`
	Metric    string `json:"metric"`
	Statistic string `json:"statistic"`
	Value     Number `json:"value"`
	Low       Number `json:"error_low"`
	High      Number `json:"error_high"`
	Limit     Number `json:"limit"`
	Unit      string `json:"unit"`
}

// runHead tells in JSON what was played.
func runHead(r output.Run) run {
	return run{
		Trials: r.Trials, Asked: r.Asked, Complete: r.Complete, Seed: r.Seed, Sampling: r.Sampling,
		Step: r.StepName, Steps: r.Steps, Start: r.Start, End: r.End, Hash: r.Hash, Version: r.Version, GoArch: r.GoArch,
	}
}

// SearchJSON writes all that a search found and tried.
func SearchJSON(w io.Writer, r *output.Search) error {
	s := search{
		Scenario: r.Scenario, Title: r.Title, Case: r.Case, Policy: r.Policy, Run: runHead(r.Run),
		Criteria: append([]string{}, r.Lines...), Minimise: r.Minimise, Answer: r.Answer, Levels: []searchLevel{},
		Again: append([]int{}, r.Again...), Idle: r.Idle, Best: r.Best, Points: []searchPoint{},
	}
	for _, l := range r.Levers {
		s.Levers = append(s.Levers, leverOf(l))
	}
	for k, l := range r.Levels {
		x := searchLevel{"", Number(l.Best), Number(l.Low), Number(l.High), l.LowEnd, l.HighEnd}
		if r.Best >= 0 {
			x.Text = r.Levers[k].Text(l.Best)
		}
		s.Levels = append(s.Levels, x)
	}
	if r.Best >= 0 {
		gain, spared, dearer := numberOf(r.Gain), numberOf(r.Spared), numberOf(r.Dearer)
		s.Gain, s.Spared, s.Dearer = &gain, &spared, &dearer
	}
	for _, p := range r.Points {
		s.Points = append(s.Points, searchPointOf(p))
	}
	return writeJSON(w, s)
}

func searchPointOf(p output.SearchPoint) searchPoint {
	x := searchPoint{
		Trials: p.Trials, Failed: p.Failed, Outcome: p.Outcome, Verdicts: []searchVerdict{}, Objective: numberOf(p.Objective),
		Worse: numberOf(p.Worse), Chance: numberOf(p.Chance), Mean: numberOf(p.Mean), Cost: numberOf(p.Cost),
	}
	for _, l := range p.Levels {
		x.Levels = append(x.Levels, Number(l))
	}
	for _, v := range p.Verdicts {
		x.Verdicts = append(x.Verdicts, searchVerdict{
			v.Criterion, v.Line, v.Outcome, v.Metric, v.Statistic, Number(v.Value), Number(v.Low), Number(v.High), Number(v.Limit), v.Unit,
		})
	}
	return x
}
