package text

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

func searchText(t *testing.T, s *output.Search, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Search(&b, s, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSearchGolden(t *testing.T) {
	for name, s := range map[string]*output.Search{"search": outputtest.Search(), "cheapest": outputtest.Cheapest(), "several": outputtest.Several()} {
		for _, width := range []int{60, 80, 120} {
			golden(t, fmt.Sprintf("%s-%d.txt", name, width), searchText(t, s, Options{Width: width}))
		}
	}
	golden(t, "search-color.txt", searchText(t, outputtest.Search(), Options{Color: true}))
}

// Every way in which a search ends is told, and none as if it were another.
func TestSearchAnswers(t *testing.T) {
	for want, change := range map[string]func(*output.Search){
		"lies above 52 days and is at most 61.2 days (95% interval)": func(*output.Search) {},
		"61.2 days is surely enough and 52 days surely is not":       func(*output.Search) {},
		"--trials 16000": func(*output.Search) {},
		"At 61.2 days the mean shortfall is 210 ± 12 t (68%) less than at 0 days, and the stockpiles cost 330 ± 10 crore INR more.": func(*output.Search) {},
		"At most 61.2 days: that surely meets the criterion. Whether 0 days is enough already is too close to call": func(s *output.Search) {
			s.Levels[0].Low, s.Levels[0].LowEnd = 0, true
		},
		"Already met: 0 days, the lowest level, surely meets the criterion": func(s *output.Search) {
			s.Answer, s.Best, s.Levels = output.MetAlready, 0, []output.SearchLevel{{}}
		},
		"Never met: even 180 days surely misses the criterion. There P(shortfall.total > 300 t) <= 10% comes to 11.2 ± 1.0%": func(s *output.Search) {
			s.Answer, s.Best, s.Levels, s.Points = output.NeverMet, -1, nil, s.Points[:2]
		},
		"Undecided: 52 days surely misses the criterion, and whether even 180 days is enough": func(s *output.Search) {
			s.Answer, s.Best, s.Levels = output.Undecided, -1, []output.SearchLevel{{Low: 52, High: 180, HighEnd: true}}
		},
		"Undecided: at every level from 0 days to 180 days it is too close to call whether the criterion is met": func(s *output.Search) {
			s.Answer, s.Best, s.Levels = output.Undecided, -1, []output.SearchLevel{{Low: 0, High: 180, LowEnd: true, HighEnd: true}}
		},
		"More is not always better: surely missed again at 90 days, 180 days": func(s *output.Search) { s.Again = []int{4, 5} },
		"The lever does not reach it":                                         func(s *output.Search) { s.Idle = true },
		"Hardly worth having: at 61.2 days the mean shortfall cannot be told": func(s *output.Search) { s.Spared.Low = -1 },
		"the mean shortfall is 210 ± 12 t more than at 0 days": func(s *output.Search) {
			s.Spared.Value, s.Spared.Low, s.Spared.High = -210, -222, -198
		},
		"INTERRUPTED":  func(s *output.Search) { s.Answer, s.Best, s.Levels = output.Interrupted, -1, nil },
		"all criteria": func(s *output.Search) { s.Lines = append(s.Lines, "mean(shortfall.total) <= 1 t") },
	} {
		s := outputtest.Search()
		change(s)
		if got := flat(searchText(t, s, Options{})); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestBestAnswers(t *testing.T) {
	for want, change := range map[string]func(*output.Search){
		"Best is 61.2 days: burden.total is 400 ± 20 crore INR there.": func(*output.Search) {},
		"The best level lies between 52 days and 90 days":              func(*output.Search) {},
		"It is 600 ± 20 crore INR less than at 0 days.":                func(*output.Search) {},
		"Flat: no level from 0 days to 180 days is surely worse": func(s *output.Search) {
			s.Levels[0] = output.SearchLevel{Best: 61.2, High: 180, LowEnd: true, HighEnd: true}
		},
		"No level from 0 days, the lowest, up to 90 days":              func(s *output.Search) { s.Levels[0].Low, s.Levels[0].LowEnd = 0, true },
		"No level from 52 days up to 180 days, the highest":            func(s *output.Search) { s.Levels[0].High, s.Levels[0].HighEnd = 180, true },
		"Hardly worth it: the gain over 0 days is inside its sampling": func(s *output.Search) { s.Gain.Low = -1 },
		"The lowest level is best: at 0 days burden.total is":          func(s *output.Search) { s.Best, s.Levels[0] = 0, output.SearchLevel{High: 1, LowEnd: true} },
		"Mind: there only 24 of 4,000 trials have any shortfall":       func(s *output.Search) { s.Points[3].Chance.Value = 0.006 },
	} {
		s := outputtest.Cheapest()
		change(s)
		if got := flat(searchText(t, s, Options{})); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestSeveralAnswers(t *testing.T) {
	for want, change := range map[string]func(*output.Search){
		"Best of 6 points tried: stockpiles.national.target at 61.2 days, stockpiles.light.target at 20 days.": func(*output.Search) {},
		"cannot be told from it have stockpiles.national.target from 52 days to 61.2 days.":                    func(*output.Search) {},
		"All others tried are surely worse": func(s *output.Search) { s.Levels[0].Low = 61.2 },
		"Never met: none of the 6 points tried meets the criterion": func(s *output.Search) {
			s.Answer, s.Best, s.Levels = output.NeverMet, -1, nil
		},
		"Undecided: none of the 6 points tried surely meets": func(s *output.Search) {
			s.Answer, s.Best, s.Levels = output.Undecided, -1, nil
		},
		"All levers are best at their lowest": func(s *output.Search) { s.Best = 0 },
		"Hardly worth it: the gain over":      func(s *output.Search) { s.Gain.Low = -1 },
	} {
		s := outputtest.Several()
		change(s)
		if got := flat(searchText(t, s, Options{})); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// flat undoes the breaking of lines.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestFrontierGolden(t *testing.T) {
	for _, width := range []int{80, 140} {
		var b bytes.Buffer
		if err := Frontier(&b, outputtest.Frontier(), Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		golden(t, fmt.Sprintf("frontier-%d.txt", width), b.String())
	}
}

func TestFrontierNotes(t *testing.T) {
	f := outputtest.Frontier()
	f.Points = f.Points[:3]
	if notes := frontierNotes(f); notes != nil {
		t.Errorf("every level buys something: %v", notes)
	}
	f = outputtest.Frontier()
	f.Points = append(f.Points[:1:1], f.Points[3:]...)
	f.Points[1].From = f.Points[2].From
	if notes := frontierNotes(f); len(notes) != 1 || !strings.HasPrefix(notes[0], "Hardly worth having") {
		t.Errorf("no level buys anything: %v", notes)
	}
	if notes := frontierNotes(&output.Frontier{}); notes != nil {
		t.Errorf("of nothing: %v", notes)
	}
}

func TestSearchWriterFails(t *testing.T) {
	if err := Search(fullDisk{}, outputtest.Search(), Options{}); !errors.Is(err, errFull) {
		t.Errorf("search: %v", err)
	}
	if err := Frontier(fullDisk{}, outputtest.Frontier(), Options{}); !errors.Is(err, errFull) {
		t.Errorf("frontier: %v", err)
	}
}

func TestRatios(t *testing.T) {
	for want, s := range map[string]output.Stat{
		"10.0 ± 1.0 INR/t":    {Value: 10, Low: 9, High: 11, Unit: "INR/t"},
		"5 INR/t to 60 INR/t": {Value: 10, Low: 5, High: 60, Unit: "INR/t"},
		"":                    {Value: math.NaN(), Low: math.NaN(), High: math.NaN(), Unit: "INR/t"},
	} {
		if got := ratio(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestGoals(t *testing.T) {
	for minimise, want := range map[string]string{
		"cost": "stockpile cost", "mean": "mean shortfall", "cvar95": "CVaR95 of the shortfall", "cvar95(cost.total)": "cvar95(cost.total)", "burden.total": "burden.total",
	} {
		s := outputtest.Cheapest()
		s.Minimise = minimise
		got := searchText(t, s, Options{Width: 160})
		if !strings.Contains(got, "least "+want) || !strings.Contains(got, ": "+want+" is 400") || strings.Count(strings.ToLower(got), "  mean shortfall") != 1 {
			t.Errorf("%s:\n%s", minimise, got)
		}
	}
}
