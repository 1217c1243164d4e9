package unit

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// Date is a day of the proleptic Gregorian calendar, counted from 1970-01-01.
type Date int32

var (
	isoDate  = regexp.MustCompile(`^(\d{4})-(\d{2})(?:-(\d{2}))?$`)
	nearDate = regexp.MustCompile(`^(\d{1,4})[-/.](\d{1,2})(?:[-/.](\d{1,4}))?$`)
)

// ParseDate reads a date, 2026-04-04, or a month, 2026-04, for its first day.
func ParseDate(s string) (Date, error) {
	m := isoDate.FindStringSubmatch(s)
	if m == nil {
		if nearDate.MatchString(s) {
			return 0, wrong("write year-month-day with leading zeros, such as 2026-04-04", "%q is not a date as YYYY-MM-DD", s)
		}
		return 0, wrong("write a date such as 2026-04-04", "%q is not a date", s)
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day := 1
	if m[3] != "" {
		day, _ = strconv.Atoi(m[3])
	}
	if month < 1 || month > 12 {
		return 0, wrong("months go from 01 to 12", "%q has no month %02d", s, month)
	}
	d := fromCivil(year, month, day)
	if y, m, dd := d.civil(); y != year || m != month || dd != day {
		return 0, wrong("check the day", "%q: month %02d of %d has no day %02d", s, month, year, day)
	}
	return d, nil
}

// String returns the date as 2026-04-04.
func (d Date) String() string {
	y, m, day := d.civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// Year returns the calendar year of the day.
func (d Date) Year() int {
	year, _, _ := d.civil()
	return year
}

// NewYear returns the first day of a year.
func NewYear(year int) Date { return firstOf(12 * year) }

// NextMonth returns the first day of the month after that of a day.
func (d Date) NextMonth() Date {
	month, _ := d.inMonth()
	return firstOf(month + 1)
}

// Years of 400 years hold 146097 days, and 0000-03-01 is 719468 days before
// 1970-01-01. A year that begins in March ends with the leap day, and the days
// before its month m are (153m+2)/5.
// Source: Richards, "Mapping Time" (1998), ch. 25.
const (
	daysPerEra = 146097
	epoch      = 719468
)

// fromCivil returns the day of a year, month and day of the month.
func fromCivil(year, month, day int) Date {
	if month < 3 {
		year--
	}
	era := floorDiv(year, 400)
	inEra := year - 400*era
	inYear := (153*((month+9)%12)+2)/5 + day - 1
	return Date(era*daysPerEra + 365*inEra + inEra/4 - inEra/100 + inYear - epoch)
}

// civil returns the year, month and day of the month.
func (d Date) civil() (year, month, day int) {
	n := int(d) + epoch
	era := floorDiv(n, daysPerEra)
	n -= daysPerEra * era
	inEra := (n - n/1460 + n/36524 - n/146096) / 365
	inYear := n - (365*inEra + inEra/4 - inEra/100)
	m := (5*inYear + 2) / 153
	month = (m+2)%12 + 1
	year = 400*era + inEra
	if month < 3 {
		year++
	}
	return year, month, inYear - (153*m+2)/5 + 1
}

func floorDiv(a, b int) int {
	return int(math.Floor(float64(a) / float64(b)))
}

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
