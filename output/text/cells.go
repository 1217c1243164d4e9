package text

import "magnetsim/output"

// cell shows a number, with its sampling error where withError is set; nothing
// where the report does not have it.
func cell(s output.Stat, ok, withError bool) string {
	switch {
	case !ok:
		return ""
	case withError:
		return s.TextWithError()
	}
	return s.Text()
}
