package table

import (
	"io"

	"magnetsim/output"
)

// story is a trial told.
type story struct {
	Scenario string        `json:"scenario"`
	Title    string        `json:"title"`
	Hash     string        `json:"scenario_hash"`
	Variant  variant       `json:"variant"`
	Seed     uint64        `json:"seed"`
	Sampling string        `json:"sampling"`
	Trial    uint64        `json:"trial"`
	Chosen   string        `json:"chosen,omitempty"`
	Metric   string        `json:"metric"`
	Value    Number        `json:"value"`
	Unit     string        `json:"unit"`
	Trials   int64         `json:"trials"`
	Below    Number        `json:"share_of_trials_below"`
	Same     Number        `json:"share_of_trials_the_same"`
	Compared int           `json:"numbers_the_same_as_stored"`
	Lost     []sectorLost  `json:"lost"`
	Waited   Number        `json:"waited_t"`
	Waiting  Number        `json:"still_waiting_t"`
	Events   []happening   `json:"events"`
	Curbs    []inForce     `json:"curbs"`
	Findings []string      `json:"findings"`
	Ledgers  []storyLedger `json:"ledgers"`
}

type sectorLost struct {
	Sector string `json:"sector"`
	Title  string `json:"title"`
	Lost   Number `json:"lost_t"`
}

type happening struct {
	Date string `json:"date"`
	Kind string `json:"kind"`
	Text string `json:"text"`
}

type inForce struct {
	Curb     string `json:"curb"`
	State    string `json:"state,omitempty"`
	From     string `json:"from"`
	To       string `json:"to"`
	Eased    string `json:"eased"`
	Severity Number `json:"severity"`
	Delay    Number `json:"licence_delay_days"`
}

type storyLedger struct {
	Stage   string         `json:"stage"`
	Dates   []string       `json:"dates"`
	Columns []ledgerColumn `json:"columns"`
}

type ledgerColumn struct {
	Name   string   `json:"name"`
	Unit   string   `json:"unit"`
	Values []Number `json:"values"`
}

// TrialJSON writes a trial that was played again: its place among those of the run,
// events, findings, and its ledger by step, a list of values a column.
func TrialJSON(w io.Writer, s *output.Story) error {
	v, p := s.Variant, s.Place
	x := story{
		Scenario: s.Scenario, Title: s.Title, Hash: s.Run.Hash, Variant: variant{v.Case, v.Policy, v.Cell, v.Title},
		Seed: s.Run.Seed, Sampling: s.Run.Sampling,
		Trial: p.Number, Chosen: p.Chosen, Metric: p.Metric, Value: Number(p.Value), Unit: p.Unit, Trials: p.Trials, Below: Number(p.Below), Same: Number(p.Same),
		Compared: s.Compared, Lost: []sectorLost{}, Waited: Number(s.Waited), Waiting: Number(s.Waiting),
		Events: []happening{}, Curbs: []inForce{}, Findings: s.Findings,
	}
	for _, l := range s.Lost {
		x.Lost = append(x.Lost, sectorLost{l.Name, l.Title, Number(l.Lost)})
	}
	for _, e := range s.Events {
		x.Events = append(x.Events, happening{e.Date, string(e.Kind), e.Text})
	}
	for _, c := range s.Spans {
		x.Curbs = append(x.Curbs, inForce{c.Curb, c.State, c.From, c.To, c.Eased, Number(c.Severity), Number(c.Delay)})
	}
	for _, g := range s.Ledgers {
		l := storyLedger{Stage: g.Stage, Dates: g.Dates}
		for _, c := range g.Columns {
			column := ledgerColumn{Name: c.Name, Unit: c.Unit}
			for _, y := range c.Values {
				column.Values = append(column.Values, Number(y))
			}
			l.Columns = append(l.Columns, column)
		}
		x.Ledgers = append(x.Ledgers, l)
	}
	return writeJSON(w, x)
}
