package experiment

import (
	"slices"
	"testing"
	"testing/fstest"

	"magnetsim/scenarios"
)

// Only a first policy that changes nothing is excused, and only beside others;
// the resolved file excuses the same.
func TestExcused(t *testing.T) {
	const head = "version: 1\nextends: minimal.yaml\npolicies: "
	files := fstest.MapFS{
		"three.yaml": {Data: []byte(head + "{ ten: { set: { stockpiles.national.target: 10 days } } }\n")}, // after none, two-months
		"busy.yaml":  {Data: []byte(head + "{ none: { set: { stockpiles.national.target: 5 days } } }\n")},
		"alone.yaml": {Data: []byte(head + "null\n")},
	}
	for _, c := range []struct {
		file     string
		policies []string
		want     []bool
	}{
		{"three.yaml", nil, []bool{true, false, false}},
		{"three.yaml", []string{"none"}, []bool{false}},
		{"three.yaml", []string{"none", "ten"}, []bool{true, false}},
		{"three.yaml", []string{"two-months", "ten"}, []bool{false, false}},
		{"busy.yaml", nil, []bool{false, false}},
		{"alone.yaml", nil, []bool{false}},
	} {
		l, problems := scenarios.Load(files, c.file, scenarios.Options{Policies: c.policies})
		if l == nil {
			t.Fatalf("%s: %v", c.file, problems)
		}
		if got := excused(l); !slices.Equal(got, c.want) {
			t.Errorf("%s %v: %v, want %v", c.file, c.policies, got, c.want)
		}
		again, problems := LoadResolved(l.YAML())
		if again == nil {
			t.Fatalf("%s resolved: %v", c.file, problems)
		}
		if got := excused(again); !slices.Equal(got, c.want) {
			t.Errorf("%s %v resolved: %v, want %v", c.file, c.policies, got, c.want)
		}
	}
}
