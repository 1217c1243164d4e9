package scenarios

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

var (
	dateWithin = regexp.MustCompile(`\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?\b`)
	yearAlone  = regexp.MustCompile(`^(1[89]|2[0-2])\d\d$`)
	dateLike   = regexp.MustCompile(`^\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$`)
)

func looksLikeDate(text string) bool { return dateLike.MatchString(text) }

// dateProblem finds dates where a quantity is needed, and ranges of dates and days
// that are written in another way than is read; "" for neither.
func (r *reader) dateProblem(text string) (msg, fix string) {
	dates := dateWithin.FindAllString(text, -1)
	switch {
	case !r.spec.when && len(dates) > 0 && strings.HasPrefix(text, dates[0]):
		return fmt.Sprintf("%s must be a quantity, not a date", r.path), "write, for example, " + r.spec.example
	case !r.spec.when:
		return "", ""
	case len(dates) == 2 && dates[0] != text:
		return fmt.Sprintf("%s: %q is not a range of dates that can be read", r.path, clip(text)),
			fmt.Sprintf("write %s to %s for the 5th and the 95th percentile, or {uniform: [%s, %s]} for any day between", dates[0], dates[1], dates[0], dates[1])
	case yearAlone.MatchString(text):
		return fmt.Sprintf("%s: %q is a year, not a date", r.path, text), "write a day of it, such as " + text + "-01-01"
	}
	for _, form := range []string{"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "2-Jan-2006", "January 2006", "Jan 2006", "Jan-2006"} {
		if day, err := time.Parse(form, text); err == nil {
			return fmt.Sprintf("%s: %q is not a date as YYYY-MM-DD", r.path, text), "write " + day.Format("2006-01-02")
		}
	}
	return "", ""
}
