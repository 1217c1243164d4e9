package whatif

import (
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Control is a value of the scenario that can be moved.
type Control struct {
	Path    string   `json:"path"`
	Title   string   `json:"title"`
	Doc     string   `json:"doc,omitempty"`
	Value   string   `json:"value"`             // as in the file
	Means   string   `json:"means,omitempty"`   // as resolved, for people
	Chosen  bool     `json:"chosen"`            // the planner's to choose; else what the world does
	Basis   string   `json:"basis,omitempty"`   // what it rests on
	Source  string   `json:"source,omitempty"`  //
	Note    string   `json:"note,omitempty"`    //
	Choices []string `json:"choices,omitempty"` // the words that it may be
	// Form is how a number of it is written, with # for the number: "# days"; "" where it can
	// only be written out.
	Form string `json:"form,omitempty"`
	// Date is the step by which a date is moved, "week" or "month"; then numbers count days since
	// 1970-01-01, or months since January 1970, and Form is left empty.
	Date string `json:"date,omitempty"`
	// Low to High is what a slider spans, by Step. Of a value that is uncertain From and To are p5
	// and p95: it is moved by its middle and its width.
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Step      float64 `json:"step"`
	From      float64 `json:"from"`
	To        float64 `json:"to"`
	Uncertain bool    `json:"uncertain,omitempty"`
}

// Policy is one that can be chosen, with the values that it sets.
type Policy struct {
	Name  string            `json:"name"`
	Title string            `json:"title"`
	Sets  map[string]string `json:"sets"` // what it makes of the controls that are chosen
}

// Page is what a page shows of a scenario before anything is played.
type Page struct {
	Name        string    `json:"name"`
	Title       string    `json:"title"`
	Description string    `json:"description,omitempty"`
	Trials      int       `json:"trials"`
	Seed        uint64    `json:"seed"`
	Policies    []Policy  `json:"policies"`
	Controls    []Control `json:"controls"`
}

const (
	// screened trials tell which of the uncertain figures the shortfall goes with most.
	screened = 512
	// mostDrivers of them are shown unasked.
	mostDrivers = 8
	// mostFound figures are shown of a search.
	mostFound = 12
)

// Page describes the scenario, with its levers and, of what the world does, what the shortfall
// goes with most in a few hundred trials.
func (g *Ground) Page(ctx context.Context) (*Page, error) {
	if err := g.hold(ctx); err != nil {
		return nil, err
	}
	defer g.release()
	l := g.x.Loaded
	p := &Page{Name: g.Name, Title: l.Title, Description: l.Description, Trials: g.Trials(), Seed: l.Run.Seed}
	chosen := g.chosen()
	for _, name := range l.Policies() {
		under := Policy{Name: name, Title: l.PolicyTitle(name), Sets: map[string]string{}}
		arm, err := g.arm(Side{Policy: name})
		if err != nil {
			return nil, err
		}
		for _, v := range arm.Resolved.Values() {
			if g.choices[v.Path] {
				under.Sets[v.Path] = v.Text
			}
		}
		for _, v := range arm.Resolved.Assumptions() { // without the words beside a figure
			if g.choices[v.Path] {
				under.Sets[v.Path] = v.Value
			}
		}
		p.Policies = append(p.Policies, under)
	}
	shown := g.describe()
	for _, path := range chosen {
		if c, ok := shown[path]; ok {
			g.widen(&c, p.Policies)
			p.Controls = append(p.Controls, c)
		}
	}
	if g.drivers == nil {
		var err error
		if g.drivers, err = g.x.Screen(ctx, g.player, screened); err != nil {
			return nil, err
		}
	}
	if g.drivers == nil {
		return p, nil
	}
	for _, d := range g.drivers.Rows {
		if c, ok := shown[d.Input]; ok && !g.choices[d.Input] && len(p.Controls) < len(chosen)+mostDrivers {
			p.Controls = append(p.Controls, c)
		}
	}
	return p, nil
}

// Find lists the values whose place, meaning, source or note has all words of a text.
func (g *Ground) Find(text string) []Control {
	words := strings.Fields(strings.ToLower(text))
	found := []Control{}
	shown := g.describe()
	for _, path := range g.places(shown) {
		c := shown[path]
		hay := strings.ToLower(strings.Join([]string{c.Path, c.Title, c.Doc, c.Note, c.Source}, " "))
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) }) {
			found = append(found, c)
		}
	}
	rank := func(c Control) int { // a hit in its place before one in its meaning
		if slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(strings.ToLower(c.Path+" "+c.Title), w) }) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(found, func(a, b Control) int { return rank(a) - rank(b) })
	return found[:min(len(found), mostFound)]
}

// Controls returns those of places, for a page whose address names them.
func (g *Ground) Controls(paths ...string) []Control {
	all := []Control{}
	shown := g.describe()
	for _, path := range paths {
		if c, ok := shown[path]; ok {
			all = append(all, c)
		}
	}
	return all
}

func (g *Ground) places(shown map[string]Control) []string {
	var all []string
	for _, p := range g.x.Loaded.Places() {
		if _, ok := shown[p.Path]; ok {
			all = append(all, p.Path)
		}
	}
	return all
}

// chosen are the places that some policy sets, and what else there is to be chosen of the
// stockpiles, the targets first.
func (g *Ground) chosen() []string {
	var all []string
	for _, changes := range g.x.Facts.Changes {
		for _, c := range changes {
			if !slices.Contains(all, c.Path) {
				all = append(all, c.Path)
			}
		}
	}
	for _, p := range g.x.Loaded.Places() {
		key := p.Path[strings.LastIndex(p.Path, ".")+1:]
		if strings.HasPrefix(p.Path, "stockpiles.") && strings.Count(p.Path, ".") == 2 && p.Value != "" &&
			slices.Contains([]string{"fill", "trigger", "cover", "delay", "release", "eligible"}, key) && !slices.Contains(all, p.Path) {
			all = append(all, p.Path)
		}
	}
	return all
}

// describe tells every value of the file that may be moved, by place.
func (g *Ground) describe() map[string]Control {
	all := map[string]Control{}
	for _, p := range g.x.Loaded.Places() {
		if strings.HasPrefix(p.Path, "run.") || strings.HasPrefix(p.Path, "report.") || p.Value == "" && !g.choices[p.Path] {
			continue
		}
		c := Control{Path: p.Path, Title: g.x.Facts.Titles.Path(p.Path), Doc: p.Doc, Value: p.Value, Choices: p.Choices, Chosen: g.choices[p.Path]}
		if p.Quantity {
			g.moves(&c, p.Value)
		}
		all[p.Path] = c
	}
	for _, a := range g.base.Assumptions() {
		if c, ok := all[a.Path]; ok {
			c.Value, c.Means, c.Basis, c.Source, c.Note = a.Value, a.Means, a.Basis, a.Source, a.Note
			if c.Form == "" && c.Date == "" {
				g.moves(&c, a.Value)
			}
			all[a.Path] = c
		}
	}
	for _, d := range g.base.Explain().Drawn {
		if c, ok := all[d.Path]; ok {
			if from, _, ok := datesOf(d.P5); ok {
				to, _, _ := datesOf(d.P95)
				c.dates(from, to, g.x.Scenarios[0])
			} else {
				c.spread(d.P5, d.P95)
			}
			all[d.Path] = c
		}
	}
	return all
}

// numeral is the number in a quantity.
var numeral = regexp.MustCompile(`[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+`)

// dated is a date, which is no number with a unit.
var dated = regexp.MustCompile(`\d{4}-\d\d`)

// numbered splits a quantity into its number and how it is written; false where it is not
// one number with its unit.
func numbered(text string) (x float64, form string, ok bool) {
	at := numeral.FindAllStringIndex(text, -1)
	if len(at) != 1 || dated.MatchString(text) || strings.ContainsAny(text, "{}[]:#") {
		return 0, "", false
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(text[at[0][0]:at[0][1]], ",", ""), 64)
	return x, text[:at[0][0]] + "#" + text[at[0][1]:], err == nil
}

// one is the form of a unit whether one or several are counted: "# month" of "# months".
func one(form string) string { return strings.TrimSuffix(form, "s") }

// moves lets sliders move a value as it is written.
func (g *Ground) moves(c *Control, text string) {
	if from, to, ok := datesOf(text); ok {
		c.dates(from, to, g.x.Scenarios[0])
		return
	}
	c.number(text)
}

// number lets a slider move a certain value: from nothing to about twice what it is.
func (c *Control) number(text string) {
	x, form, ok := numbered(text)
	if !ok || strings.Contains(text, " to ") {
		return
	}
	c.Form, c.From, c.To = form, x, x
	c.span(min(0, 2*x), 2*x)
}

// spread lets sliders move an uncertain value between its p5 and p95.
func (c *Control) spread(p5, p95 string) {
	low, form, ok := numbered(p5)
	high, same, good := numbered(p95)
	switch {
	case !ok || !good || one(form) != one(same) || !(high > low):
		c.Form = ""
		return
	case low <= 0 && !strings.Contains(form, "%"): // no range of a positive figure begins at 0
		c.Form = ""
		return
	}
	c.Form, c.From, c.To, c.Uncertain = same, low, high, true
	c.span(0, 2*high)
}

// span is what a slider runs over.
func (c *Control) span(low, high float64) {
	switch {
	case c.Form == "#%" && low >= 0:
		low, high = 0, 100
	case high == 0 && strings.Contains(c.Form, "day"):
		high = 180
	case high == 0 && strings.Contains(c.Form, "week"):
		high = 26
	case high == 0 && strings.Contains(c.Form, "month"):
		high = 24
	case high == 0:
		high = 100
	}
	c.Step = math.Pow(10, math.Floor(math.Log10((high-low)/50)))
	round := func(x float64) float64 { // to the digits of a step
		y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64) // of what was just written
		return y
	}
	c.Low, c.High = round(math.Floor(low/c.Step)*c.Step), round(math.Ceil(high/c.Step)*c.Step)
}

// widen spans what the policies set.
func (g *Ground) widen(c *Control, policies []Policy) {
	most := c.To
	for _, p := range policies {
		if x, form, ok := numbered(p.Sets[c.Path]); ok && (form == c.Form || c.Form == "") {
			c.Form, most = form, max(most, x)
		}
	}
	if !c.Uncertain && c.Form != "" && most > c.To {
		c.span(min(0, c.Low), 1.5*most)
	}
}
