package scenarios

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Whatever is in force, and may be set, is among the places with its value.
func TestPlacesHoldTheValues(t *testing.T) {
	l, problems := Load(os.DirFS("testdata/ok"), "everything.yaml", Options{})
	if problems.Failed() {
		t.Fatal(problems)
	}
	places := map[string]Place{}
	for _, p := range l.Places() {
		if _, twice := places[p.Path]; twice {
			t.Errorf("%s comes twice", p.Path)
		}
		places[p.Path] = p
	}
	_, r, problems := l.Build()
	if r == nil {
		t.Fatal(problems)
	}
	for _, n := range r.Figures() {
		if p, known := places[n.Name]; !known || p.Value == "" || !p.Quantity && !strings.HasPrefix(p.Value, "[") {
			t.Errorf("the figure %s is the place %+v", n.Name, p)
		}
	}
	for _, v := range r.Values() {
		p, known := places[v.Path]
		if !known || p.Value != v.Text {
			if slices.Contains(settable, strings.Split(v.Path, ".")[0]) {
				t.Errorf("%s is %q, and the place %+v", v.Path, v.Text, p)
			}
		}
	}
	if p := places["stockpiles.reserve.trigger"]; !slices.Equal(p.Choices, []string{"shortage", "curb", "cover"}) || p.Quantity || !p.Swept {
		t.Errorf("a word: %+v", p)
	}
	if p, known := places["plants.block-1.cost.capital"]; !known || p.Value != "" {
		t.Errorf("what is not there: %+v", p)
	}
	if p := places["run.trials"]; p.Swept {
		t.Errorf("a sweep cannot vary %+v", p)
	}
}
