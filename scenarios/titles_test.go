package scenarios

import (
	"os"
	"testing"
)

// Things have the titles that the file gives, and names that stand for them elsewhere too;
// every key has one.
func TestTitles(t *testing.T) {
	l, problems := Load(os.DirFS("testdata/ok"), "everything.yaml", Options{})
	if l == nil {
		t.Fatal(problems.Error())
	}
	_, r := mustBuild(t, l)
	titles := r.Titles()
	for place, want := range map[string]string{
		"plants.midwest":                                "Midwest's plant",
		"materials.heavy-magnet":                        "Heavy magnets",
		"sectors.auto.uses.heavy-magnet":                "Heavy magnets",
		"curbs.licensing.regimes.tight":                 "Tight licences",
		"curbs.licensing.regimes.eased.to.tight":        "Tight licences",
		"curbs.licensing.initial.tight":                 "Tight licences",
		"curbs.licensing.hits.japan":                    "Japan, short of feed",
		"sources.japan-heavy":                           "",
		"curbs.licensing.regimes.eased":                 "",
		"plants.midwest.recipe.ndpr-metal":              "",
		"sectors.energy.uses.heavy-magnet.substitution": "",
		"sectors.energy.uses.heavy-magnet":              "Heavy magnets",
		"criteria.energy-survives":                      titles.Things["criteria.energy-survives"],
		"policies.roomy":                                titles.Things["policies.roomy"],
	} {
		if got := titles.Things[place]; got != want {
			t.Errorf("%s is called %q, want %q", place, got, want)
		}
	}
	for place, want := range map[string]string{
		"sources.*.start": "start", "sources.*.lead": "lead time", "sources.*.outages.rate": "rate of outages", "sources.*": "",
		"curbs.*.regimes.*.to.*": "rate to #", "sectors.*.uses.*.substitution.max": "largest share replaced", "discount": "discount rate",
		"rules.restocking": "time to restock", "stockpiles.*.usable.*": "share usable by #", "sectors.*.hoard.share": "stock added by hoarding",
		"curbs.*.responds.to": "what its rate follows",
	} {
		if got, known := titles.Keys[place]; !known || got != want {
			t.Errorf("the key %s is called %q, want %q", place, got, want)
		}
	}
}
