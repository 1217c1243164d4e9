package output

import (
	"cmp"
	"regexp"
	"strings"

	"magnetsim/sim"
	"magnetsim/sim/unit"
)

// Titles are what people call the things of a scenario and the keys of its format. Files
// have places and keys; screens, pages and figures have titles of them.
//
// Where a thing has none, its name is made readable ("China heavy").
type Titles struct {
	Things map[string]string // by place: "sources.midwest" is "Midwest's plant"
	Keys   map[string]string // by place with * for names: "sources.*.start" is "start"
}

// Path is the title of a figure, a thing, or a group of them, by its place: "Midwest's
// plant: start", "Licensing, quota: severity", "All sectors: demand".
func (t Titles) Path(path string) string {
	if group := strings.Split(path, " + "); len(group) > 1 {
		return strings.Join(each(group, t.Path), " + ")
	}
	if len(t.Keys) == 0 {
		return unit.Readable(strings.ReplaceAll(path, ".", " "))
	}
	var things []string
	var key, place, pattern string
	section := false // the key stands for all things beneath it
	for word := range strings.SplitSeq(path, ".") {
		before := pattern
		place, pattern = dotted(place, word), dotted(before, word)
		if title, known := t.Keys[pattern]; known && word != "*" {
			_, section = t.Keys[pattern+".*"]
			key = title
			continue
		}
		pattern = dotted(before, "*")
		switch template, named := t.Keys[pattern]; {
		case !named: // no key of the file: the shock of a sector, the chance of a success
			key = strings.Join(said(key, unit.WithinSentence(unit.Readable(word))), ", ")
		case template != "" && word != "*":
			key = strings.Replace(template, "#", unit.WithinSentence(t.thing(place, word)), 1)
		case template != "":
			key = strings.Replace(template, "#", "others", 1)
		case word == "*":
			things, key = append(things, either(len(things) == 0, "All ", "all ")+key), ""
		case len(things) == 0:
			things, key = append(things, t.thing(place, word)), ""
		default:
			things, key = append(things, unit.WithinSentence(t.thing(place, word))), ""
		}
		section = false
	}
	if len(things) == 0 {
		return unit.UpperFirst(key)
	}
	whole := strings.Join(things, ", ")
	return whole + when(key != "" && !section, ": %s", key)
}

func dotted(path, word string) string { return path + either(path == "", "", ".") + word }

// thing is the title of what stands at a place, or the name made readable.
func (t Titles) thing(place, name string) string {
	return cmp.Or(t.Things[place], t.Things["materials."+name], unit.Readable(name))
}

// Case and the others are the titles of those of a name.
func (t Titles) Case(name string) string {
	return either(name == BaseCase, "As it stands", t.of(name, "cases"))
}
func (t Titles) Material(name string) string  { return t.of(name, "materials") }
func (t Titles) Plant(name string) string     { return t.of(name, "plants") }
func (t Titles) Sector(name string) string    { return t.of(name, "sectors") }
func (t Titles) Stockpile(name string) string { return t.of(name, "stockpiles") }
func (t Titles) Curb(name string) string      { return t.of(name, "curbs") }

// State is the title of a state of a curb, as it stands within a sentence.
func (t Titles) State(curb, name string) string {
	return unit.WithinSentence(t.of(name, "curbs."+curb+".regimes"))
}

// Stage is the title of a stage of the chain, as it stands within a sentence: that of the
// material where it is called as one.
func (t Titles) Stage(name string) string { return unit.WithinSentence(t.Material(name)) }

// Origin is the title of a country or region that sells: its source where that is called so.
func (t Titles) Origin(name string) string { return t.of(name, "sources") }

// of is the title of a name, which stands in one of some sections.
func (t Titles) of(name string, sections ...string) string {
	for _, s := range sections {
		if title := t.Things[s+"."+name]; title != "" {
			return title
		}
	}
	return unit.Readable(name)
}

// whose are the sections in which the subjects of measures stand, in the order in which a
// name is looked for; those of any other are told by bySubject.
var whose = map[string][]string{
	"cost": {"stockpiles", "sources", "plants", "sectors"}, "delivered": {"sources"}, "blocked": {"sources"}, "premium": {"sources"}, "shipped": {"sources"},
	"peak_price": {"materials"}, "price": {"materials"}, "curbed": {"curbs"}, "criterion": {"criteria"},
}

var bySubject = []string{"sectors", "materials", "stockpiles", "curbs", "plants", "sources"}

// Subject is the title of whom a measure speaks of: "Automotive" of "auto", "Total" of
// "total", and with the stage in brackets where it is counted stage by stage: "Automotive
// (magnet)".
func (t Titles) Subject(subject string) string {
	name, stage, staged := strings.Cut(subject, ".")
	title := either(name == Total, "Total", t.of(name, bySubject...))
	return title + when(staged, " (%s)", t.Stage(stage))
}

// measured are the words for measures whose names would not do; # is of whom, and what is
// left of it where that is everybody.
var measured = map[string]struct{ of, all string }{
	Shortfall: {"shortfall of #", "total shortfall"}, "cost": {"cost of #", "cost"}, Shortage: {"shortage of #", "shortage"},
	ShortShare: {"share of demand lost by #", "share of demand lost"}, UnitsLost: {"units lost by #", "units lost"}, ValueLost: {"value lost by #", "value lost"},
	Burden: {"total cost of #", "total cost (value lost and spending)"}, "demand": {"demand of #", "total demand"}, Outlay: {"outlay for #", "outlay"}, YearlyCost: {"running cost of #", "running cost"},
	FirstShort: {"time to the first shortage of #", "time to the first shortage"}, Survival: {"time to survive of #", "time to survive"},
	"recovery": {"time to recover of #", "time to recover"}, "time_short": {"time short of #", "time short"}, "longest_spell": {"longest spell short of #", "longest spell short"},
	"worst_step": {"worst step of #", "worst step"}, "curbed": {"time of # in force", "time of curbs in force"}, "released": {"release of #", "release of stockpiles"},
	"released_to": {"release of #", "release"}, "exhausted": {"# runs empty", "stockpiles run empty"}, "time_exhausted": {"time for which # is empty", "time empty"},
	"first_release": {"time to the first release of #", "time to the first release"}, "lowest": {"lowest level of #", "lowest level"}, Filled: {"highest level of #, of its target", "highest level"},
	"bought": {"purchases for #", "purchases"}, "delivered": {"deliveries from #", "deliveries"}, "blocked": {"volume of # that curbs block", "volume that curbs block"},
	"shipped": {"shipments from #", "shipments"}, "peak_price": {"highest price of #", "highest price"}, "premium": {"premium paid to #", "premium paid"},
	GivenUp: {"demand given up by #", "demand given up"}, Moved: {"demand moved by #", "demand moved"}, MovedIn: {"demand moved to #", "demand moved in"},
	"priced_out": {"demand of # driven away by the price", "demand driven away by the price"}, "delayed": {"delayed demand of #", "delayed demand"},
	SubstitutionCost: {"cost of substitution of #", "cost of substitution"}, CostPerTonne: {"cost of a tonne spared of #", "cost of a tonne spared"},
}

// Metric is the title of a metric within a sentence: "total shortfall", "shortfall of
// Automotive", "shortfall of magnet, Automotive", "total shortfall in 2028".
func (t Titles) Metric(name string) string {
	name, period, told := strings.Cut(name, "@")
	measure, subject := SplitMetric(name)
	words, known := measured[measure]
	if plain := strings.ReplaceAll(measure, "_", " "); !known {
		words.of, words.all = plain+" of #", plain
	}
	whom, part, split := strings.Cut(subject, ".")
	sections := whose[measure]
	if sections == nil {
		sections = bySubject
	}
	title := t.of(whom, sections...)
	text := strings.Replace(words.of, "#", title, 1)
	switch {
	case subject == Total || subject == "":
		text = words.all
	case whom == Total:
		text = words.all + " of " + t.Stage(part)
	case measure == "released_to":
		text += " to " + t.of(part, "sectors")
	case split:
		text = strings.Replace(words.of, "#", t.Stage(part)+", "+title, 1)
	}
	return text + when(told, " %s", sim.PeriodWords(period))
}

// metricNames finds the names of metrics in a line.
var metricNames = regexp.MustCompile(`[a-z_]+(\.[A-Za-z][A-Za-z0-9_-]*)+(@[0-9.-]*[0-9])?`)

// Line is a pass/fail line, or another text, with metrics and places by their titles:
// "P(total shortfall > 1 kt) <= 5%".
func (t Titles) Line(line string) string {
	return metricNames.ReplaceAllStringFunc(line, func(name string) string {
		first, _ := SplitMetric(name)
		if _, place := t.Keys[first]; place {
			return t.Path(name)
		}
		return t.Metric(name)
	})
}
