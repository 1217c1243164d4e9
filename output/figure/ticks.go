package figure

import (
	"math"
	"strconv"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// niceStep is the smallest of 1, 2 and 5 times a power of ten that is at least x.
func niceStep(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		// A step short by rounding alone is taken: 1e-9 is far above the
		// error of Pow and far below anything seen.
		if m*power >= x*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// niceFloor is the largest of those steps that is at most x.
func niceFloor(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{5, 2} {
		if m*power <= x*(1+1e-9) {
			return m * power
		}
	}
	return power
}

// niceCeiling is the first multiple of a nice step at or above hi, for an axis
// from 0 with some n steps.
func niceCeiling(hi float64, n int) float64 {
	if !(hi > 0) || !finite(hi) {
		return 1
	}
	step := niceStep(hi / float64(n))
	return step * math.Ceil(hi/step-1e-9)
}

// measure is the unit in which an axis is labelled: label = factor × value.
type measure struct {
	unit   string
	factor float64
}

// measureOf picks the label unit for values of a unit up to hi.
func measureOf(unit string, hi float64) measure {
	switch {
	case unit == "share":
		return measure{"%", 100}
	case unit == "share/yr":
		return measure{"%/yr", 100}
	case unit == "INR" && hi >= 1e13:
		return measure{"lakh crore INR", 1e-12}
	case unit == "INR" && hi >= 1e7:
		return measure{"crore INR", 1e-7}
	case hi >= 1e10:
		return measure{clean("billion " + unit), 1e-9}
	case hi >= 1e7:
		return measure{clean("million " + unit), 1e-6}
	}
	return measure{unit, 1}
}

// number writes a value to two significant digits as its axis is labelled, without
// the unit.
func (m measure) number(x float64) string { return digits(x*m.factor, decimalsFor(x*m.factor)) }

// ticks are the multiples of a nice step from lo to hi, n steps at most; on an
// axis from 0, there are two ticks at least.
func (m measure) ticks(lo, hi float64, n int) []plot.Tick {
	lo, hi = lo*m.factor, hi*m.factor
	if !(hi > lo) || !finite(hi-lo) {
		return []plot.Tick{{Value: lo / m.factor, Label: digits(lo, 0)}}
	}
	step := niceStep((hi - lo) / float64(max(1, n)))
	var ticks []plot.Tick
	first, last := math.Ceil(lo/step-1e-9), math.Floor(hi/step+1e-9)
	if math.Abs(first) > 1e9 { // the steps are lost in the size of the numbers
		return []plot.Tick{{Value: lo / m.factor, Label: digits(lo, 0)}}
	}
	for i := first; i <= last; i++ {
		ticks = append(ticks, plot.Tick{Value: i * step / m.factor, Label: label(i*step, step)})
	}
	if len(ticks) == 1 && lo == 0 {
		step = niceFloor(hi)
		ticks = append(ticks, plot.Tick{Value: step / m.factor, Label: label(step, step)})
	}
	return ticks
}

// label writes a tick with the decimals that its step needs.
func label(x, step float64) string {
	if x == 0 {
		return "0"
	}
	decimals := max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
	if decimals > 6 || math.Abs(x) >= 1e15 {
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	return digits(x, decimals)
}

// ticker makes the ticks of an axis of a given length.
type ticker struct {
	at     func(lo, hi float64, length vg.Length, p pen) []plot.Tick
	factor float64 // label = factor × value, on an axis of numbers
	dates  bool    // values are days since 1970-01-01
	powers bool    // values are exponents: the axis is logarithmic, label = 10^value
}

// dates is the ticker of time.
var dates = ticker{at: calendar, factor: 1, dates: true}

// numbers are as many labelled ticks as stand apart on a horizontal axis.
func numbers(m measure) ticker {
	at := func(lo, hi float64, length vg.Length, p pen) []plot.Tick {
		var ticks []plot.Tick
		for n := 10; n >= 1; n-- {
			ticks = m.ticks(lo, hi, n)
			if apart(ticks, lo, hi, length, p) {
				return ticks
			}
		}
		return ticks[:min(1, len(ticks))]
	}
	return ticker{at: at, factor: m.factor}
}

// The ticks of a power of ten on a logarithmic axis, the most first.
var powerSteps = [][]float64{{1, 2, 5}, {1, 3}, {1}}

// powersOf are the ticks of steps of every power of ten from low to high, exponents:
// values are exponents above zero's, labels are factor × 10^value.
func powersOf(steps []float64, low, high, zero, factor float64) []plot.Tick {
	var ticks []plot.Tick
	for k := math.Floor(low); k <= high; k++ {
		for _, m := range steps {
			if at := k + math.Log10(m); at >= low-1e-9 && at <= high+1e-9 {
				power := math.Pow(10, zero+k) * factor
				ticks = append(ticks, plot.Tick{Value: at, Label: label(m*power, power)})
			}
		}
	}
	return ticks
}

// powers is the ticker of a logarithmic axis: 1, 2 and 5 of every power of ten
// where they stand apart, or powers of ten alone, or some of these.
var powers = ticker{factor: 1, powers: true, at: func(lo, hi float64, length vg.Length, p pen) []plot.Tick {
	if !(hi > lo) || hi-lo > 200 {
		return nil
	}
	var ticks []plot.Tick
	for _, steps := range powerSteps {
		ticks = powersOf(steps, lo, hi, 0, 1)
		if len(ticks) > 1 && apart(ticks, lo, hi, length, p) {
			return ticks
		}
	}
	for len(ticks) > 2 && !apart(ticks, lo, hi, length, p) {
		for i := 1; i < len(ticks); i++ { // every second one
			ticks = append(ticks[:i], ticks[i+1:]...)
		}
	}
	return ticks
}}

// powers are the ticks of a logarithmic y axis that begins at a value and is so many
// powers of ten long: 1, 2 and 5 of each, or fewer where those are more than twice
// the steps asked for.
func (m measure) powers(from, long float64, n int) []plot.Tick {
	var ticks []plot.Tick
	for _, steps := range powerSteps {
		ticks = powersOf(steps, 0, long, math.Round(math.Log10(from)), m.factor)
		if len(ticks) > 1 && len(ticks) <= 2*n {
			break
		}
	}
	return ticks
}

// onlyZero is the axis of nothing.
var onlyZero = ticker{factor: 1, at: func(float64, float64, vg.Length, pen) []plot.Tick {
	return []plot.Tick{{Value: 0, Label: "0"}}
}}

// apart says whether labels keep a distance of one letter at least.
func apart(ticks []plot.Tick, lo, hi float64, length vg.Length, p pen) bool {
	end := vg.Length(math.Inf(-1))
	for _, t := range ticks {
		x := vg.Length((t.Value-lo)/(hi-lo)) * length
		w := p.width(t.Label)
		if x-w/2 < end+p.size {
			return false
		}
		end = x + w/2
	}
	return true
}

// yearsOnly is the number of days above which months would crowd the axis and
// tell little: four years.
const yearsOnly = 4 * 365

// calendar has ticks on the first of months, on days since 1970-01-01: years
// where they fit, months and the year at each January where those do.
func calendar(lo, hi float64, length vg.Length, p pen) []plot.Tick {
	if !(hi > lo) || hi-lo > 5e6 {
		return nil
	}
	for _, months := range []int{1, 3, 6, 12, 24, 60, 120, 240, 600, 1200} {
		if months < 12 && hi-lo > yearsOnly {
			continue
		}
		ticks := calendarTicks(lo, hi, months)
		if len(ticks) < 60 && apart(ticks, lo, hi, length, p) {
			return ticks
		}
	}
	return nil
}

func calendarTicks(lo, hi float64, months int) []plot.Tick {
	start := dayTime(lo)
	// Months are counted from the year 0, so that steps fall on round years.
	first := (start.Year()*12 + int(start.Month()) - 1) / months * months
	var ticks []plot.Tick
	for n := first; len(ticks) < 1000; n += months {
		at := time.Date(0, time.Month(n+1), 1, 0, 0, 0, 0, time.UTC)
		day := float64(at.Unix()) / 86400
		if day > hi {
			break
		}
		if day < lo {
			continue
		}
		layout := "Jan"
		if months >= 12 || at.Month() == time.January {
			layout = "2006"
		} else if len(ticks) == 0 {
			layout = "Jan 2006"
		}
		ticks = append(ticks, plot.Tick{Value: day, Label: at.Format(layout)})
	}
	return ticks
}

func dayTime(day float64) time.Time { return time.Unix(int64(math.Floor(day))*86400, 0).UTC() }

// dayOf reads an ISO date as days since 1970-01-01; NaN where it is none.
func dayOf(iso string) float64 {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return math.NaN()
	}
	return float64(t.Unix()) / 86400
}
