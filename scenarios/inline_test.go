package scenarios

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Observed values are read alike whatever the table was saved by, and what has two
// readings is refused with what to write.
func TestEmpiricalReadsEveryTable(t *testing.T) {
	for name, c := range map[string]struct{ csv, column, says string }{
		"plain":             {"days\n30\n60\n", "column: days, unit: days", "values: [30 days, 60 days]"},
		"unit in heading":   {"length (weeks);n\n3;1\n6;2\n", "column: length", "values: [3 weeks, 6 weeks]"},
		"heading in full":   {"length_days,n\n30,1\n60.000,2\n", "column: length_days", "values: [30 days, 60 days]"},
		"the same unit":     {"length (day)\n30\n", "column: length, unit: days", "values: [30 days]"},
		"own units":         {"length\n30 days\n2 months\n", "column: length", "values: [30 days, 2 months]"},
		"UTF-16":            {"\xff\xfed\x00\n\x003\x000\x00\n\x00", "column: d, unit: days", "values: [30 days]"},
		"another unit":      {"length (weeks)\n3\n", "column: length, unit: days", "the heading says weeks, but the scenario says days"},
		"decimal comma":     {"length (days);n\n30,5;1\n", "column: length", `line 2: the number "30,5" cannot be read` + "|write 30.5: a point before decimals"},
		"point and comma":   {"length (days)\n\"1.234,5\"\n", "column: length", "|write 1234.5: a point before decimals"},
		"two readings":      {"length (days);n\n1.234;1\n", "column: length", `line 2: "1.234" is 1234 or 1.234: write 1234 or 1.2340`},
		"one name twice":    {"d,d\n1,2\n", "column: d, unit: days", `two columns have the heading "d"`},
		"something else":    {"secret: secret\nsecret: secret\n", "column: d, unit: days", "this is not a CSV table"},
		"a long cell":       {"d\n1\n2" + strings.Repeat("x", 99) + "\n", "column: d, unit: days", `line 3: "2` + strings.Repeat("x", 38) + `…" is not a number`},
		"no unit whatever":  {"d\n30\n", "column: d", "has no unit"},
		"no such column":    {"d\n30\n", "column: e", `there is no column "e"; choose from d`},
		"known by a day":    {"d,known\n30,2010-12-01\n60,2023-08-01\n90,2023-08-02\n", "column: d, unit: days, known_by: 2023-08-01", "values: [30 days, 60 days]"},
		"known by nobody":   {"d,known\n30,2010-12-01\n", "column: d, unit: days, known_by: 2009-01-01", "no row was known by 2009-01-01|write a later date"},
		"not said when":     {"d\n30\n", "column: d, unit: days, known_by: 2009-01-01", "needs a column \"known\"|add the column"},
		"known some day":    {"d,known\n30,soon\n", "column: d, unit: days, known_by: 2009-01-01", `line 2: column known: "soon" is not a date`},
		"by no day":         {"d,known\n30,2010-12-01\n", "column: d, unit: days, known_by: now", `known_by: "now" is not a date`},
		"unit not of a day": {"d (t)\n30\n", "column: d", "is a mass, but a duration is needed"},
	} {
		text := "version: 1\nextends: minimal.yaml\ncurbs: { ban: { duration: { empirical: { file: x.csv, " + c.column + " } } } }\n"
		l, problems := Load(fstest.MapFS{"s.yaml": {Data: []byte(text)}, "x.csv": {Data: []byte(c.csv)}}, "s.yaml", Options{})
		got := problems.Error()
		if l != nil {
			got = string(l.YAML())
		}
		for _, says := range strings.Split(c.says, "|") {
			if !strings.Contains(got, says) || strings.Contains(got, "secret") || (l != nil) != strings.HasPrefix(c.says, "values") {
				t.Errorf("%s: want %q, got %s", name, says, got)
			}
		}
	}
}
