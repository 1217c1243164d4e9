package table

import (
	"io"

	"magnetsim/output"
)

// frontier is the shape of frontier.json.
type frontier struct {
	Scenario string          `json:"scenario"`
	Title    string          `json:"title"`
	Case     string          `json:"case"`
	Policy   string          `json:"policy"`
	Run      run             `json:"run"`
	Lever    lever           `json:"lever"`
	Loss     string          `json:"loss"`
	Asked    int             `json:"levels_asked,omitempty"` // of one that was interrupted
	Points   []frontierPoint `json:"points"`
}

type frontierPoint struct {
	Level       Number        `json:"level"`
	Text        string        `json:"text"`
	Cost        number        `json:"cost"`
	Purchase    number        `json:"purchase"`
	Holding     number        `json:"holding"`
	EndValue    number        `json:"end_value"`
	Chance      number        `json:"any_shortfall"`
	Serious     number        `json:"over_1_percent_lost"`
	Mean        number        `json:"mean_shortfall"`
	Tail        number        `json:"cvar95"`
	Dominated   bool          `json:"dominated"`
	DominatedBy int           `json:"dominated_by"` // index into points; -1 for none
	From        *frontierStep `json:"from_before"`  // null for the first
}

type frontierStep struct {
	Cost    number `json:"cost"`
	Chance  number `json:"any_shortfall"`
	Serious number `json:"over_1_percent_lost"`
	Mean    number `json:"mean_shortfall"`
	Tail    number `json:"cvar95"`
	PerMean number `json:"cost_per_mean_tonne_avoided"`
	PerTail number `json:"cost_per_cvar95_tonne_avoided"`
}

// FrontierJSON writes a frontier whole.
func FrontierJSON(w io.Writer, f *output.Frontier) error {
	out := frontier{
		Scenario: f.Scenario, Title: f.Title, Case: f.Case, Policy: f.Policy, Run: runHead(f.Run),
		Lever: leverOf(f.Lever), Loss: f.Loss, Asked: f.Asked, Points: []frontierPoint{},
	}
	for _, p := range f.Points {
		x := frontierPoint{
			Level: Number(p.Level), Text: p.Text, Cost: numberOf(p.Cost), Purchase: numberOf(p.Purchase), Holding: numberOf(p.Holding),
			EndValue: numberOf(p.EndValue), Chance: numberOf(p.Chance), Serious: numberOf(p.Serious), Mean: numberOf(p.Mean), Tail: numberOf(p.Tail),
			Dominated: p.Dominated(), DominatedBy: p.DominatedBy,
		}
		if d := p.From; d != nil {
			x.From = &frontierStep{
				numberOf(d.Cost), numberOf(d.Chance), numberOf(d.Serious), numberOf(d.Mean), numberOf(d.Tail), numberOf(d.PerMean), numberOf(d.PerTail),
			}
		}
		out.Points = append(out.Points, x)
	}
	return writeJSON(w, out)
}

// FrontierCSV writes a frontier, a line a level. The columns change_… and per_…
// tell how it differs from the level before; what cannot be told is left empty.
func FrontierCSV(w io.Writer, f *output.Frontier) error {
	l := newLines(w)
	money := func(name string) string { return output.Header(name, f.Currency) }
	l.text(leverHeader(f.Lever))
	l.estimateHeaders(
		money("cost"), money("purchase"), money("holding"), money("end_value"),
		"any_shortfall_share", "material_shortage_share", "mean_shortfall_t", "cvar95_t",
	)
	l.text("dominated")
	l.estimateHeaders(
		money("change_cost"), "change_any_shortfall_share", "change_mean_shortfall_t", "change_cvar95_t",
		output.Header("per_mean", f.Currency+"/t"), output.Header("per_cvar95", f.Currency+"/t"),
	)
	l.end()
	for _, p := range f.Points {
		l.numbers(p.Level)
		l.estimates(p.Cost, p.Purchase, p.Holding, p.EndValue, p.Chance, p.Serious, p.Mean, p.Tail)
		l.text(map[bool]string{true: "1", false: "0"}[p.Dominated()])
		if d := p.From; d != nil {
			l.estimates(d.Cost, d.Chance, d.Mean, d.Tail, d.PerMean, d.PerTail)
		} else {
			none := output.Stat{Value: nan, Low: nan, High: nan}
			l.estimates(none, none, none, none, none, none)
		}
		l.end()
	}
	return l.close()
}
