// Package unit reads quantities with their units and writes them for people.
//
// Every figure of a scenario that has a dimension carries its unit in the
// value: 90 days, 1200 t/yr, 8%, 60 USD/kg. Parse turns it into base units:
// tonnes, years, shares, counts, and money in the currency as written. A year
// is 365.25 days, a month a twelfth of it, a week 7 days, t the metric tonne.
// What cannot be read is answered with what to write instead (Error).
package unit
