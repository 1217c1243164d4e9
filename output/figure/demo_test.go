package figure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// demo is a report to draw, made of random numbers that look like a run's.
type demo struct {
	name   string
	report *output.Report
}

// demos are the shapes that reports come in, kind and unkind.
func demos() []demo {
	return []demo{
		{"typical", typical()},
		{"zero", allZero()},
		{"rare", rare()},
		{"certain", certain()},
		{"hostile", hostile()},
		{"crowd", crowd()},
		{"one", oneTrial()},
		{"single", onePolicy()},
		{"nan", notNumbers()},
		{"bare", bare()},
		{"empty", &output.Report{}},
	}
}

var (
	demoPolicies = []output.Variant{
		{Policy: "none", Title: "No stockpile"}, {Policy: "thirty", Title: "30 days"}, {Policy: "sixty", Title: "60 days"},
		{Policy: "one-eighty", Title: "180 days"}, {Policy: "sixty-auto", Title: "60 days, automotive first"},
	}
	demoSectors = []output.Sector{
		{Name: "auto", Title: "Automotive", Units: "vehicles"}, {Name: "energy", Title: "Wind and other energy"},
		{Name: "electronics", Title: "Electronics"}, {Name: "other", Title: "Other uses"},
	}
)

func typical() *output.Report {
	r := made(recipe{policies: demoPolicies, sectors: demoSectors, trials: 10000, chance: 0.38, size: 2200})
	r.Chain = demoChain()
	return r
}

func allZero() *output.Report {
	return made(recipe{policies: demoPolicies[:2], sectors: demoSectors, trials: 1000})
}

func rare() *output.Report {
	return made(recipe{policies: demoPolicies, sectors: demoSectors, trials: 10000, chance: 0.02, size: 30})
}

func certain() *output.Report {
	return made(recipe{policies: demoPolicies[:3], sectors: demoSectors[:2], trials: 2000, chance: 1.5, size: 4e8})
}

func onePolicy() *output.Report {
	return made(recipe{policies: demoPolicies[:1], sectors: demoSectors[:1], trials: 10000, chance: 0.9, size: 0.004})
}

func oneTrial() *output.Report {
	return made(recipe{policies: demoPolicies[:2], sectors: demoSectors, trials: 1, chance: 1, size: 500})
}

func crowd() *output.Report {
	var policies []output.Variant
	var sectors []output.Sector
	for i := range 12 {
		policies = append(policies, output.Variant{Policy: fmt.Sprintf("p%d", i), Title: fmt.Sprintf("%d days", 15*i)})
	}
	for i := range 8 {
		sectors = append(sectors, output.Sector{Name: fmt.Sprintf("s%d", i), Title: fmt.Sprintf("Sector number %d", i+1)})
	}
	r := made(recipe{policies: policies, sectors: sectors, trials: 5000, chance: 0.7, size: 1500})
	r.Chain = crowdedChain(30, "Number ")
	return r
}

// hostile has names as long, odd and alike as a file may hold.
func hostile() *output.Report {
	endless := strings.Repeat("Unterbrechungsfreieversorgung", 4)
	r := made(recipe{trials: 3000, chance: 0.5, size: 900,
		policies: []output.Variant{
			{Policy: "../../etc/passwd", Title: "<script>alert('₹ & ±')</script> \"quoted\" ]]> --> naïve café"},
			{Policy: "line\nbreak\x00", Title: "Tab\tand line\nbreak and bell\a and bad UTF-8 \xff\xfe and \u202eright to left"},
			{Policy: "हिन्दी", Title: "हिन्दी 磁石 😀 ₹12,000 crore × ½ – Ελληνικά Кириллица"},
			{Policy: "हिन्द", Title: endless},
			{Policy: "", Title: ""},
			{Policy: "same", Title: "same"}, {Policy: "same", Title: "same", Case: "slow start"},
			{Policy: "long", Title: strings.Repeat("a policy that was described at length ", 8)},
		},
		sectors: []output.Sector{{Name: "a", Title: endless}, {Name: "b", Title: "Ωmega & <b>bold</b>"}, {Name: "", Title: ""},
			{Name: "c", Title: "Permanent-magnet motors for two- and three-wheelers, buses and rail"}},
	})
	r.Chain = crowdedChain(3, endless+" 磁石 </text>")
	r.Title = strings.Repeat("A very long title of a scenario – with ₹ and × – ", 6)
	r.SourceLine = strings.Repeat("Ministry of Mines (2025); own assumptions; ", 8)
	r.NoteLine = "Note: " + strings.Repeat("the 90% range is that of outcomes, ", 7)
	return r
}

// notNumbers has NaN and infinities wherever a number may be missing.
func notNumbers() *output.Report {
	r := typical()
	nan, inf := math.NaN(), math.Inf(1)
	for i := range r.Shapes {
		s := &r.Shapes[i]
		s.Mean, s.CVaR95, s.P95 = nan, inf, nan
		s.Shares[3], s.Edges[7], s.Curve[5].P, s.Curve[9].X, s.Curve[2].High = nan, inf, nan, nan, inf
	}
	for i := range r.Series {
		s := &r.Series[i]
		s.P50[10], s.P5[20], s.P95[30], s.Mean = nan, inf, nan, s.Mean[:40]
	}
	for i := range r.Stats {
		r.Stats[i].Low, r.Stats[i].High = nan, nan
		if i%3 == 0 {
			r.Stats[i].Value = inf
		}
	}
	r.Run.Start = "not a date"
	return r
}

// bare has curves without bins, series without dates, and no words.
func bare() *output.Report {
	r := typical()
	r.Title, r.SourceLine, r.NoteLine, r.Run.Dates, r.Run.StepName = "", "", "", nil, ""
	r.Sectors = r.Sectors[:1]
	for i := range r.Shapes {
		r.Shapes[i].Edges, r.Shapes[i].Shares = nil, nil
	}
	return r
}

type recipe struct {
	policies     []output.Variant
	sectors      []output.Sector
	trials       int
	chance, size float64 // of any shortfall without a stockpile; median of it in t
}

func made(k recipe) *output.Report {
	const weeks = 261
	r := &output.Report{
		Titles:   outputtest.Titles,
		Scenario: "india-2026", Title: "India 2026 to 2030", Currency: "INR",
		SourceLine: "magnetsim; imports from customs statistics 2024–25, see the scenario file",
		NoteLine:   "demand of the domestic scheme ramps from 2027; licences follow a regime process",
		Run: output.Run{Trials: int64(k.trials), Seed: 1, Sampling: "random", Steps: weeks, StepName: "week", StepDays: 7,
			Start: "2026-01-01", End: "2031-01-02", Complete: true, Asked: int64(k.trials)},
		Variants: k.policies, Sectors: k.sectors,
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range weeks {
		r.Run.Dates = append(r.Run.Dates, start.AddDate(0, 0, 7*i).Format(time.DateOnly))
	}
	for v := range k.policies {
		k.fill(r, v)
	}
	fillPaired(r)
	return r
}

// fill makes one variant's numbers. Every policy cuts the shortfall further.
func (k recipe) fill(r *output.Report, v int) {
	rng := rand.New(rand.NewPCG(7, uint64(v)))
	ease := 1 / (1 + 0.35*float64(v))
	total := make([]float64, k.trials)
	for i := range total {
		if rng.Float64() < k.chance*ease {
			total[i] = k.size * ease * math.Exp(0.8*rng.NormFloat64())
		}
	}
	r.Shapes = append(r.Shapes, shapeFrom(v, total))
	for i, s := range k.sectors {
		part := 0.5 / float64(i+1)
		mean, half := 0.0, 0.0
		for _, x := range total {
			mean += x * part / float64(k.trials)
		}
		half = mean * 0.2 / (1 + float64(i))
		r.Stats = append(r.Stats, output.Stat{Variant: v, Metric: "shortfall." + s.Name, Measure: "shortfall", Subject: s.Name, Kind: "sector",
			Statistic: "mean", Value: mean, Low: mean - half, High: mean + half, Unit: "t", N: int64(k.trials)})
	}
	k.fillSeries(r, v, ease)
}

func (k recipe) fillSeries(r *output.Report, v int, ease float64) {
	wave := func(f func(t, q float64) float64) output.Series {
		s := output.Series{Variant: v}
		for i := range r.Run.Steps {
			t := float64(i) / float64(r.Run.Steps)
			wobble := 1 + 0.05*math.Sin(float64(i))
			for q, to := range map[float64]*[]float64{0.05: &s.P5, 0.25: &s.P25, 0.5: &s.P50, 0.75: &s.P75, 0.95: &s.P95, 0.6: &s.Mean} {
				*to = append(*to, math.Max(0, wobble*f(t, q)))
			}
		}
		return s
	}
	unmet := wave(func(t, q float64) float64 { return k.size / 50 * ease * (q - 0.45) * math.Exp(-9*(t-0.4)*(t-0.4)) })
	unmet.Name, unmet.Measure, unmet.Subject, unmet.Unit = "unmet.total", "unmet", "total", "t/step"
	stock := wave(func(t, q float64) float64 {
		return 300 * float64(v) * math.Min(1, 3*t) * (1 - (1-q)*math.Exp(-12*(t-0.5)*(t-0.5)))
	})
	stock.Name, stock.Measure, stock.Subject, stock.Unit = "stock.national-heavy", "stock", "national-heavy", "t"
	stock.Positive = k.held(r.Run.Steps, v)
	light := wave(func(t, q float64) float64 { return 100 * float64(v) * math.Min(1, 3*t) * q })
	light.Name, light.Measure, light.Subject, light.Unit = "stock.national-light", "stock", "national-light", "t"
	light.Positive = k.held(r.Run.Steps, 2*v)
	r.Series = append(r.Series, unmet, stock, light)
	if len(k.sectors) == len(demoSectors) && k.trials > 1 { // as a run has them; without, the figure has to choose
		all, cover := stock, light
		all.Name, all.Subject = "stock.total", "total"
		cover.Name, cover.Measure, cover.Subject, cover.Unit = "cover.total", "cover", "total", "days"
		r.Series = append(r.Series, all, cover)
	}
	for i, s := range k.sectors {
		cover := wave(func(t, q float64) float64 {
			return 35 + 5*float64(i) - 40*(1-q)*ease*math.Exp(-15*(t-0.45)*(t-0.45))
		})
		cover.Name, cover.Measure, cover.Subject, cover.Unit = "cover."+s.Name, "cover", s.Name, "days"
		r.Series = append(r.Series, cover)
	}
}

// shapeFrom counts a sample as a run does.
func shapeFrom(v int, xs []float64) output.Shape {
	slices.Sort(xs)
	n := len(xs)
	at := func(p float64) float64 { return xs[min(n-1, int(p*float64(n)))] }
	s := output.Shape{Variant: v, Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Unit: "t", N: int64(n), P5: at(0.05), P50: at(0.5), P95: at(0.95)}
	for i, x := range xs {
		s.Mean += x / float64(n)
		if x == 0 {
			s.Zero += 1 / float64(n)
		}
		if i >= n-max(1, n/20) {
			s.CVaR95 += x / float64(max(1, n/20))
		}
	}
	end := niceCeiling(at(0.997), 4)
	if s.Zero > 0.999999 {
		s.Zero = 1
		s.Curve = []output.Point{{X: 0, P: 0, Low: 0, High: 3 / float64(n)}}
		return s
	}
	const bins = 30
	s.Shares = make([]float64, bins)
	for i := range bins + 1 {
		s.Edges = append(s.Edges, end*float64(i)/bins)
	}
	for _, x := range xs {
		if i := int(x / end * bins); x > 0 && i < bins {
			s.Shares[i] += 1 / float64(n)
		} else if x > 0 {
			s.Above += 1 / float64(n)
		}
	}
	for i := range 101 {
		x := end * float64(i) / 100
		over := n - sortedAtMost(xs, x)
		p := float64(over) / float64(n)
		half := 1.96 * math.Sqrt(p*(1-p)/float64(n))
		s.Curve = append(s.Curve, output.Point{X: x, P: p, Low: math.Max(0, p-half), High: math.Min(1, p+half)})
	}
	return s
}

func sortedAtMost(xs []float64, x float64) int {
	i, _ := slices.BinarySearchFunc(xs, x, func(a, b float64) int {
		if a <= b {
			return -1
		}
		return 1
	})
	return i
}
