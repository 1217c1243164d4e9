package table

import (
	"io"

	"magnetsim/output"
)

// contrastRow is one number of a comparison.
type contrastRow struct {
	Case      string `json:"case"` // "" of all cases together
	Policy    string `json:"policy"`
	Against   string `json:"against"` // the policy that it is compared with; "" of a level
	Metric    string `json:"metric"`
	Statistic string `json:"statistic"`
	Value     Number `json:"value"`
	Unit      string `json:"unit"`
	Low       Number `json:"error_low"`
	High      Number `json:"error_high"`
	Same      string `json:"same"`        // "yes" where a difference is inside its sampling error, else "no"; "" where that is not asked
	N         int64  `json:"n,omitempty"` // trials; 0 of several cases together
}

// contrastRows are the numbers of a comparison: levels, differences of every
// pair, regrets and criteria.
func contrastRows(c *output.Comparison) []contrastRow {
	b := &contrastRowsBuilder{c: c}
	for _, l := range c.Levels {
		b.add(contrastRow{
			Case: c.Cases[l.Case].Name, Policy: c.Policies[l.Policy].Name, Metric: l.Stat.Metric, Statistic: l.Stat.Statistic,
			Value: Number(l.Stat.Value), Unit: l.Stat.Unit, Low: Number(l.Stat.Low), High: Number(l.Stat.High), N: l.Stat.N,
		})
	}
	for _, x := range c.Changes {
		b.contrast(x)
	}
	for _, x := range c.Choices {
		b.choice(x)
	}
	for p := range c.Policies {
		b.criteria(p)
	}
	return b.rows
}

type contrastRowsBuilder struct {
	c    *output.Comparison
	rows []contrastRow
}

func (b *contrastRowsBuilder) add(r contrastRow) { b.rows = append(b.rows, r) }

func yesNo(x bool) string {
	if x {
		return "yes"
	}
	return "no"
}

// contrast adds the differences of a pair, second minus first, and what follows
// from them.
func (b *contrastRowsBuilder) contrast(x output.Contrast) {
	base := contrastRow{
		Case: b.c.Cases[x.Case].Name, Policy: b.c.Policies[x.Second].Name, Against: b.c.Policies[x.First].Name,
		Low: Number(nan), High: Number(nan), N: b.c.Cases[x.Case].Trials,
	}
	one := func(metric, statistic string, value float64, unit string) {
		r := base
		r.Metric, r.Statistic, r.Value, r.Unit = metric, statistic, Number(value), unit
		b.add(r)
	}
	for _, d := range x.Differences {
		r := base
		r.Metric, r.Statistic, r.Unit, r.Same = d.Metric, "change_"+statisticOf(d.Quantity), d.Unit, yesNo(d.Same)
		r.Value, r.Low, r.High = Number(d.Mean), Number(d.Low), Number(d.High)
		b.add(r)
		if d.Quantity == output.ByBurden {
			r.Statistic, r.Value, r.Low, r.High = "net_benefit", Number(-d.Mean), Number(-d.High), Number(-d.Low)
			b.add(r)
		}
	}
	if x.Paired {
		one(b.c.Metric, "change_sd", x.SD, b.c.Unit)
		one(b.c.Metric, "change_better", x.Better, "share")
		one(b.c.Metric, "change_worse", x.Worse, "share")
	}
	if b.c.Unit == "t" {
		r := base
		r.Metric, r.Statistic, r.Value, r.Unit = x.PerTonne.Metric, "ratio", Number(x.PerTonne.Value), x.PerTonne.Unit
		r.Low, r.High = Number(x.PerTonne.Low), Number(x.PerTonne.High)
		b.add(r)
	}
	one("dominates", "", float64(bit(x.Dominates)), "0 or 1")
	one("dominated", "", float64(bit(x.Dominated)), "0 or 1")
}

// statisticOf names the statistic of a quantity, as in summary.csv.
func statisticOf(quantity string) string {
	switch quantity {
	case output.ByChance:
		return "p_any"
	case output.BySerious:
		return "p_exceed_0.01"
	case output.ByTail:
		return "cvar95"
	}
	return "mean"
}

// choice adds the regrets by one quantity: by case, the worst, and the mean over
// cases; and whether a policy is the best of all, or cannot be told apart from it.
func (b *contrastRowsBuilder) choice(x output.Choice) {
	for p, r := range x.Regrets {
		base := contrastRow{
			Policy: b.c.Policies[p].Name, Metric: "regret_" + x.Quantity, Unit: x.Unit, Low: Number(nan), High: Number(nan),
		}
		for at, lost := range r.By {
			one := base
			one.Case, one.Statistic, one.Value, one.N = b.c.Cases[at].Name, "regret", Number(lost), b.c.Cases[at].Trials
			b.add(one)
		}
		for _, all := range []struct {
			statistic string
			value     float64
			best      []int
		}{{"mean", r.Mean, x.Average}, {"worst", r.Worst, x.Robust}} {
			one := base
			one.Statistic, one.Value, one.Same = all.statistic, Number(all.value), "no"
			for _, i := range all.best {
				if i == p {
					one.Same = "yes"
				}
			}
			b.add(one)
		}
	}
}

// criteria adds in how many cases a policy meets all criteria, and the share.
func (b *contrastRowsBuilder) criteria(policy int) {
	sure, fails, open := b.c.Meets(policy)
	judged := sure + fails + open
	if judged == 0 {
		return
	}
	one := func(statistic string, value float64, unit string) {
		b.add(contrastRow{
			Policy: b.c.Policies[policy].Name, Metric: "criteria", Statistic: statistic, Value: Number(value), Unit: unit,
			Low: Number(nan), High: Number(nan),
		})
	}
	one("cases_met", float64(sure), "cases")
	one("cases_failed", float64(fails), "cases")
	one("cases_open", float64(open), "cases")
	one("share_met", float64(sure)/float64(judged), "share")
}

// ComparisonCSV writes every number of a comparison, one a line. A change is that
// of policy from against; better and worse are the shares of trials in which the
// metric is lower or higher; dominates and dominated are 1 where one of a pair
// leaves no reason to choose the other. A regret is against the best policy of
// the case; mean and worst are over all cases, and their column same says whether
// the policy cannot be told apart from the best by it.
func ComparisonCSV(w io.Writer, c *output.Comparison) error {
	l := newLines(w)
	l.text("case", "policy", "against", "metric", "statistic", "value", "unit", "error_low", "error_high", "same", "n")
	l.end()
	for _, r := range contrastRows(c) {
		l.text(r.Case, r.Policy, r.Against, r.Metric, r.Statistic)
		l.numbers(float64(r.Value))
		l.text(r.Unit)
		l.numbers(float64(r.Low), float64(r.High))
		l.text(r.Same)
		if r.N > 0 {
			l.count(r.N)
		} else {
			l.text("")
		}
		l.end()
	}
	return l.close()
}

// comparison is the shape of comparison.json.
type comparison struct {
	Scenario string        `json:"scenario"`
	Title    string        `json:"title"`
	Currency string        `json:"currency"`
	Metric   string        `json:"metric"`
	Against  string        `json:"against"`
	Version  string        `json:"version"`
	Complete bool          `json:"complete"`
	Missing  []string      `json:"missing_cases,omitempty"`
	Policies []named       `json:"policies"`
	Cases    []comparedIn  `json:"cases"`
	Best     []best        `json:"best"`
	Numbers  []contrastRow `json:"numbers"`
	Criteria []verdict     `json:"criteria"`
	Warnings []warning     `json:"warnings"`
}

type named struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type comparedIn struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Hash   string `json:"scenario_hash,omitempty"`
	Trials int64  `json:"trials"`                // of the policy with the fewest
	Most   int64  `json:"trials_most,omitempty"` // where another has more
	Paired bool   `json:"same_draws"`
}

// best lists, best first, the policies that cannot be told apart from the best.
type best struct {
	By      string   `json:"by"`
	Average []string `json:"on_average"`
	Robust  []string `json:"least_worst_regret"`
}

// ComparisonJSON writes a comparison as JSON: the numbers are those of
// ComparisonCSV.
func ComparisonJSON(w io.Writer, c *output.Comparison) error {
	j := comparison{
		Scenario: c.Scenario, Title: c.Title, Currency: c.Currency, Metric: c.Metric, Against: c.Policies[c.Against].Name, Version: c.Version,
		Complete: c.Complete(), Missing: c.Missing,
		Best: []best{}, Numbers: contrastRows(c), Criteria: []verdict{}, Warnings: []warning{},
	}
	names := func(policies []int) []string {
		var all []string
		for _, p := range policies {
			all = append(all, c.Policies[p].Name)
		}
		return all
	}
	for _, p := range c.Policies {
		j.Policies = append(j.Policies, named{p.Name, p.Label()})
	}
	for _, x := range c.Cases {
		one := comparedIn{Name: x.Name, Title: x.Label(), Hash: x.Hash, Trials: x.Trials, Paired: x.Paired}
		if x.Most > x.Trials {
			one.Most = x.Most
		}
		j.Cases = append(j.Cases, one)
	}
	for _, x := range c.Choices {
		j.Best = append(j.Best, best{x.Quantity, names(x.Average), names(x.Robust)})
	}
	for _, v := range c.Verdicts {
		j.Criteria = append(j.Criteria, verdictIn(output.Variant{Case: c.Cases[v.Case].Name, Policy: c.Policies[v.Variant].Name}, v.Verdict))
	}
	for _, x := range c.Warnings {
		j.Warnings = append(j.Warnings, warning(x))
	}
	return writeJSON(w, j)
}

// verdictIn is a verdict on a variant of its own.
func verdictIn(of output.Variant, v output.Verdict) verdict {
	return verdict{
		Case: of.Case, Policy: of.Policy, Cell: of.Cell, Criterion: v.Criterion, Title: v.Title, Line: v.Line,
		Outcome: v.Outcome, Counts: !v.Excused, Metric: v.Metric, Statistic: v.Statistic,
		Value: Number(v.Value), Low: Number(v.Low), High: Number(v.High), Limit: Number(v.Limit), Unit: v.Unit, N: v.N, Decides: v.Decides,
	}
}
