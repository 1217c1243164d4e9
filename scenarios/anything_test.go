package scenarios

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"magnetsim/sim"
)

// odd are values that may stand at the wrong place.
var odd = []string{
	"0", "1", "-1", "1e300", "1e-300", "0%", "100%", "250%", "3 days", "0 days", "-3 days", "500 years", "5 t", "0 t/yr", "7 t/yr", "2 vehicles/t",
	"0/yr", "1/yr", "1e9/yr", "2026-01-01", "1900-01-01 to 2100-01-01", "10% to 20%", "1 day to 9 years", "5 INR/t", "null", "nothing", "[]", "{}", "[1, 2]",
	"{ uniform: [0%, 100%] }", "{ uniform: [0 days, 9 years] }", "{ normal: { mean: 0 days, sd: 9 years } }", "{ normal: { mean: 1/yr, sd: 1/yr } }",
	"{ discrete: { 0 t/yr: 1, 5 t/yr: 1 } }", "{ bernoulli: 50% }", "{ poisson: 2 }", "{ value: 50% }", "{ value: { value: 3 days } }", "{ mixture: [] }",
	"\"null\"", "{ a: b }", "{ a: 1/yr }", "auto", "[auto]", "curb", "cover", "heavy-magnet", "light-magnet", "china", "true",
}

// Any value at any place: nothing panics; what is accepted compiles, and its
// resolved file builds the same again.
func TestAnyValueAtAnyPlace(t *testing.T) {
	l := load(t, os.DirFS("testdata/ok"), "everything.yaml", Options{})
	_, base := mustBuild(t, l)
	paths := []string{"sectors.auto.uses", "plants.midwest.recipe.ndpr-metal", "curbs.ban-2027", "sources.china-heavy.outages", "sectors.auto.substitution", "sectors.energy.uses.heavy-magnet.substitution"}
	for _, v := range base.Values() {
		if root, _, _ := strings.Cut(v.Path, "."); root == v.Path || root == "exchange" || root == "run" || root == "report" {
			continue
		}
		paths = append(paths, v.Path)
	}
	random := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range 1500 {
		edit := Set(paths[random.IntN(len(paths))], odd[random.IntN(len(odd))])
		sc, r, problems := l.Build(edit)
		if sc == nil {
			if !problems.Failed() {
				t.Fatalf("%v: no scenario and no error", edit)
			}
			continue
		}
		accepted++
		if _, err := sim.Compile(sc); err != nil {
			t.Errorf("%v loads but does not compile: %v", edit, err)
		}
		text := r.YAML()
		again, problems := Load(fstest.MapFS{"everything.yaml": {Data: text}}, "everything.yaml", Options{})
		if again == nil {
			t.Errorf("%v: the resolved file does not load:\n%s", edit, problems.Error())
			continue
		}
		if _, second := mustBuild(t, again); string(second.YAML()) != string(text) {
			t.Errorf("%v: other bytes", edit)
		}
	}
	if accepted < 150 {
		t.Errorf("only %d of 1500 were accepted: the values are too odd to test what follows", accepted)
	}
}
