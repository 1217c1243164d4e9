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
			return 0, wrong("write year-month-day with leading zeros, such as 2026-04-04", "%q is not a date in the form that is read here", s)
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
