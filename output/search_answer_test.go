package output_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// said is the sentences, in a line with ordinary spaces.
func said(a *output.Answer) string {
	return strings.ReplaceAll(strings.Join(a.Sentences, " "), "\u00a0", " ")
}

// Every way in which a search ends is told, and none as if it were another.
func TestSearchSentences(t *testing.T) {
	for want, change := range map[string]func(*output.Search){
		"lies above 52 days and is at most 61.2 days (95% interval)": func(*output.Search) {},
		"61.2 days is surely enough and 52 days surely is not":       func(*output.Search) {},
		"--trials 16000": func(*output.Search) {},
		"At 61.2 days the mean shortfall is 210 ± 12 t (68%) less than at 0 days, and it costs 330 ± 10 crore INR more.": func(*output.Search) {},
		"At most 61.2 days: that surely meets the criterion. Whether 0 days is enough already is too close to call": func(s *output.Search) {
			s.Levels[0].Low, s.Levels[0].LowEnd = 0, true
		},
		"Already met: 0 days, the lowest level, surely meets the criterion": func(s *output.Search) {
			s.Outcome, s.Best, s.Levels = output.MetAlready, 0, []output.SearchLevel{{}}
		},
		"Never met: even 180 days surely misses the criterion. There P(total shortfall > 300 t) <= 10% comes to 11.2 ± 1.0%": func(s *output.Search) {
			s.Outcome, s.Best, s.Levels, s.Points = output.NeverMet, -1, nil, s.Points[:2]
		},
		"Undecided: 52 days surely misses the criterion, and whether even 180 days is enough": func(s *output.Search) {
			s.Outcome, s.Best, s.Levels = output.Undecided, -1, []output.SearchLevel{{Low: 52, High: 180, HighEnd: true}}
		},
		"Undecided: at every level from 0 days to 180 days it is too close to call whether the criterion is met": func(s *output.Search) {
			s.Outcome, s.Best, s.Levels = output.Undecided, -1, []output.SearchLevel{{Low: 0, High: 180, LowEnd: true, HighEnd: true}}
		},
		"More is not always better: surely missed again at 90 days, 180 days": func(s *output.Search) { s.Again = []int{4, 5} },
		"The lever has no effect on it":                                       func(s *output.Search) { s.Idle = true },
		"Hardly worth having: at 61.2 days the mean shortfall cannot be told": func(s *output.Search) { s.Spared.Low = -1 },
		"the mean shortfall is 210 ± 12 t more than at 0 days": func(s *output.Search) {
			s.Spared.Value, s.Spared.Low, s.Spared.High = -210, -222, -198
		},
		"INTERRUPTED":  func(s *output.Search) { s.Outcome, s.Best, s.Levels = output.Interrupted, -1, nil },
		"all criteria": func(s *output.Search) { s.Lines = append(s.Lines, "mean(shortfall.total) <= 1 t") },
	} {
		s := outputtest.Search()
		change(s)
		if got := said(s.Answer()); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestBestSentences(t *testing.T) {
	for want, change := range map[string]func(*output.Search){
		"The best point tried is 61.2 days: total cost (value lost and spending) is 400 ± 20 crore INR there.": func(*output.Search) {},
		"The best level lies between 52 days and 90 days":                                                      func(*output.Search) {},
		"It is 600 ± 20 crore INR less than at 0 days.":                                                        func(*output.Search) {},
		"Flat: no level from 0 days to 180 days is surely worse": func(s *output.Search) {
			s.Levels[0] = output.SearchLevel{Best: 61.2, High: 180, LowEnd: true, HighEnd: true}
		},
		"No level from 0 days, the lowest, up to 90 days":                             func(s *output.Search) { s.Levels[0].Low, s.Levels[0].LowEnd = 0, true },
		"No level from 52 days up to 180 days, the highest":                           func(s *output.Search) { s.Levels[0].High, s.Levels[0].HighEnd = 180, true },
		"Hardly worth it: the gain over 0 days is inside its sampling":                func(s *output.Search) { s.Gain.Low = -1 },
		"The lowest level is best: at 0 days total cost (value lost and spending) is": func(s *output.Search) { s.Best, s.Levels[0] = 0, output.SearchLevel{High: 1, LowEnd: true} },
		"Warning: there, only 24 of 4,000 trials have any shortfall":                  func(s *output.Search) { s.Points[3].Chance.Value = 0.006 },
		"cost is 400":                    func(s *output.Search) { s.Minimise = "cost" },
		"CVaR95 of the shortfall is 400": func(s *output.Search) { s.Minimise = "cvar95" },
		"cvar95(cost) is 400":            func(s *output.Search) { s.Minimise = "cvar95(cost.total)" },
	} {
		s := outputtest.Cheapest()
		change(s)
		if got := said(s.Answer()); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestSeveralSentences(t *testing.T) {
	for want, change := range map[string]func(*output.Search){
		"Best of 6 points tried: National: target at 61.2 days, Light: target at 20 days.": func(*output.Search) {},
		"cannot be told from it have National: target from 52 days to 61.2 days.":          func(*output.Search) {},
		"All others tried are surely worse":                                                func(s *output.Search) { s.Levels[0].Low = 61.2 },
		"Never met: none of the 6 points tried meets the criterion": func(s *output.Search) {
			s.Outcome, s.Best, s.Levels = output.NeverMet, -1, nil
		},
		"Undecided: none of the 6 points tried surely meets": func(s *output.Search) {
			s.Outcome, s.Best, s.Levels = output.Undecided, -1, nil
		},
		"All levers are best at their lowest": func(s *output.Search) { s.Best = 0 },
		"Hardly worth it: the gain over":      func(s *output.Search) { s.Gain.Low = -1 },
	} {
		s := outputtest.Several()
		change(s)
		if got := said(s.Answer()); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// No name of a column stands twice in a file, whatever the search.
func TestSearchTablesAreWhole(t *testing.T) {
	for name, s := range map[string]*output.Search{
		"search": outputtest.Search(), "cheapest": outputtest.Cheapest(), "several": outputtest.Several(),
		"interrupted": {Outcome: output.Interrupted, Best: -1, Lowest: -1},
	} {
		for _, table := range s.Answer().Tables {
			seen := map[string]bool{}
			for _, c := range table.For(output.File).Columns {
				if c.Name == "" || seen[c.Name] {
					t.Errorf("%s: column %q of %s", name, c.Name, table.Name)
				}
				seen[c.Name] = true
			}
			if _, err := table.Len(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// Points that are not shown to people are counted, and stand in the file.
func TestSearchShowsSomeOfMany(t *testing.T) {
	s := outputtest.Several()
	for range 2 {
		s.Points = append(s.Points, slices.Clone(s.Points)...)
	}
	shown, _ := s.Answer().Table("tried")
	all, _ := s.Answer().Table("points")
	if n, _ := shown.Len(); n != 16 || fmt.Sprint(shown.Notes) != "[and 8 more points, which points.csv lists]" {
		t.Errorf("%d shown, notes %q", n, shown.Notes)
	}
	if n, _ := all.Len(); n != 24 {
		t.Errorf("%d in the file", n)
	}
}

// The answer says what the range buys, and where more buys nothing.
func TestFrontierSentences(t *testing.T) {
	f := outputtest.Frontier()
	if got, want := said(f.Answer()), " From 135 days on, a higher level brings nothing that 4,000 trials can show."; !strings.HasPrefix(got, "From 0 days to 180 days the mean shortfall goes from 2,012 ± 67 t to 695 ± 23 t") || !strings.HasSuffix(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	f.Points = f.Points[:3]
	if got := said(f.Answer()); got == "" || strings.Contains(got, "nothing") {
		t.Errorf("every level buys something: %q", got)
	}
	f = outputtest.Frontier()
	f.Points = append(f.Points[:1:1], f.Points[3:]...)
	f.Points[1].From = f.Points[2].From
	if got := said(f.Answer()); !strings.Contains(got, "Hardly worth having") {
		t.Errorf("no level buys anything: %q", got)
	}
	if got := said((&output.Frontier{}).Answer()); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

// A cost per tonne that is known only roughly is told by both ends.
func TestFrontierRatios(t *testing.T) {
	for want, s := range map[string]output.Stat{
		"10.0 ± 1.0 INR/t":    {Value: 10, Low: 9, High: 11, Unit: "INR/t"},
		"5 INR/t to 60 INR/t": {Value: 10, Low: 5, High: 60, Unit: "INR/t"},
		"":                    {Value: math.NaN(), Low: math.NaN(), High: math.NaN(), Unit: "INR/t"},
	} {
		f := outputtest.Frontier()
		f.Points = f.Points[:2]
		f.Points[1].From.PerMean = s
		steps, _ := f.Answer().Table("steps")
		at := slices.IndexFunc(steps.Columns, func(c output.Column) bool { return c.Title == "Per t of mean avoided" })
		for row := range steps.Rows {
			if got := steps.Columns[at].Words(row[at]); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}

// What was interrupted says how far it came, once.
func TestFrontierInterrupted(t *testing.T) {
	f := outputtest.Frontier()
	f.Asked, f.Head.Complete = 200, false
	if facts := strings.Join(f.Answer().Head.Facts, " · "); strings.Count(facts, "INTERRUPTED after 5 of 200 levels") != 1 {
		t.Errorf("%s", facts)
	}
}
