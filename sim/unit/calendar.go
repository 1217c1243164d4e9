package unit

import "math"

// Calendar turns days into times, in years after the start of a scenario, and
// back. Everything that dates a time or times a date does it by this one.
//
// By week a year has 365.25 days. By month it has the twelve months of the
// calendar, each a twelfth of it however many days it has, and a day is so much of
// its month: then a curb over the whole of March lasts one monthly step.
type Calendar struct {
	start   Date
	byMonth bool
}

// NewCalendar returns the calendar of a scenario that begins on a day, in steps of
// a month or of a week.
func NewCalendar(start Date, byMonth bool) Calendar { return Calendar{start, byMonth} }

// Time returns the years from the start to the beginning of a day.
func (c Calendar) Time(d Date) float64 {
	if !c.byMonth {
		return float64(d-c.start) / daysPerYear
	}
	month, part := d.inMonth()
	first, began := c.start.inMonth()
	return (float64(month-first) + (part - began)) / 12
}

const (
	// farthest is a time, in years, to which every Date reaches from any of this era.
	farthest = 5e6
	// nearlyHalf is what rounding may take from half a day, in days: as many steps
	// of a length that is no fraction of two are not always the same time.
	nearlyHalf = 0.5 + 1e-6
)

// Date returns the day that begins nearest to a time, halves up. Beyond the days
// that a Date can hold it is one that is as far as can be.
func (c Calendar) Date(years float64) Date {
	years = min(farthest, max(-farthest, years))
	if !c.byMonth {
		return c.start + Date(math.Floor(years*daysPerYear+nearlyHalf))
	}
	first, days, part := c.month(years)
	return first + Date(math.Floor(part*float64(days)+nearlyHalf))
}

// Month returns the month, 0 for January, in which a time lies.
func (c Calendar) Month(years float64) int {
	years = min(farthest, max(-farthest, years))
	day := c.start + Date(math.Floor(years*daysPerYear))
	if c.byMonth {
		day, _, _ = c.month(years)
	}
	_, month, _ := day.civil()
	return month - 1
}

// month returns the first day of the month in which a time lies, the days that it
// has, and how much of it has passed.
func (c Calendar) month(years float64) (first Date, days int, part float64) {
	month, began := c.start.inMonth()
	x := 12*years + began
	month += int(math.Floor(x))
	first = firstOf(month)
	return first, int(firstOf(month+1) - first), x - math.Floor(x)
}

// inMonth returns the month in which a day lies, counted from January of the year
// 0, and how much of it has passed when the day begins.
func (d Date) inMonth() (month int, part float64) {
	year, m, day := d.civil()
	month = 12*year + m - 1
	return month, float64(day-1) / float64(firstOf(month+1)-firstOf(month))
}

// firstOf returns the first day of a month, counted from January of the year 0.
func firstOf(month int) Date {
	year := floorDiv(month, 12)
	return fromCivil(year, month-12*year+1, 1)
}
