package output_test

import (
	"regexp"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

func TestTitlesOfPaths(t *testing.T) {
	titles := outputtest.Titles
	titles.Keys["curbs.*.regimes.*.to"], titles.Keys["curbs.*.regimes.*.to.*"] = "rate to #", "rate to #"
	for path, want := range map[string]string{
		"plants.midwest.start":                   "Midwest's plant: start",
		"plants.midwest":                         "Midwest's plant",
		"plants.block-1.success":                 "Block 1: success",
		"plants.block-1.success.chance":          "Block 1: success, chance",
		"curbs.licensing.regimes.quota.severity": "Licensing, quota: severity",
		"curbs.licensing.regimes.eased.to.tight": "Licensing, eased: rate to tight",
		"sectors.auto.uses.heavy-magnet.cover":   "Auto, heavy magnets: cover",
		"sectors.*.uses.heavy-magnet.cover":      "All sectors, heavy magnets: cover",
		"sectors.*.growth":                       "All sectors: growth",
		"sources.*":                              "All sources",
		"sectors.*.demand + sectors.*.growth":    "All sectors: demand + All sectors: growth",
		"chance":                                 "Chance",
	} {
		if got := titles.Path(path); got != want {
			t.Errorf("%s is called %q, want %q", path, got, want)
		}
	}
	if got := (output.Titles{}).Path("curbs.ban.duration"); got != "Curbs ban duration" {
		t.Errorf("without titles: %q", got)
	}
}

func TestTitlesOfMetrics(t *testing.T) {
	for metric, want := range map[string]string{
		"shortfall.total":                        "total shortfall",
		"shortfall.total.magnet":                 "total shortfall of magnet",
		"shortfall.auto":                         "shortfall of Auto",
		"shortfall.auto.heavy-magnet":            "shortfall of heavy magnets, Auto",
		"shortfall.total@2028":                   "total shortfall in 2028",
		"time_short.auto@2028-01-01..2028-07-01": "time short of Auto from 2028-01-01 until before 2028-07-01",
		"released_to.national.auto":              "release of National to Auto",
		"blocked.china":                          "volume of China that curbs block",
		"substitution_cost.total":                "cost of substitution",
	} {
		if got := outputtest.Titles.Metric(metric); got != want {
			t.Errorf("%s is called %q, want %q", metric, got, want)
		}
	}
	line := "the mean of shortfall.auto is at most 1.5 kt where plants.midwest.start is late"
	if got, want := outputtest.Titles.Line(line), "the mean of shortfall of Auto is at most 1.5 kt where Midwest's plant: start is late"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// keyed finds what only files should name: places of the scenario and metrics.
var keyed = regexp.MustCompile(`\b(materials|sources|plants|sectors|stockpiles|curbs|shortfall|blocked|released|recovery|cost)\.[a-z*][\w.*-]*`)

// Whoever reads an answer is told titles; places stand in the assumptions alone.
func TestAnswersSpeakTitles(t *testing.T) {
	for name, found := range findings {
		a := found.Answer()
		texts := append([]string{a.Head.Name(), a.Head.Played()}, append(a.Sentences, a.Short...)...)
		for _, n := range a.Notes {
			texts = append(texts, n.What)
		}
		for _, table := range a.All() {
			if table.Name == "assumptions" {
				continue
			}
			for _, m := range []output.Media{output.Screen, output.Page, output.Brief} {
				shown, rows, err := table.InWords(m)
				if err != nil {
					t.Fatal(err)
				}
				texts = append(texts, shown.Title, strings.Join(append(append(shown.Notes, shown.Lead...), shown.Legend), " "))
				for _, c := range shown.Columns {
					texts = append(texts, c.Title)
				}
				for _, row := range rows {
					for _, c := range row {
						texts = append(texts, c.Text)
					}
				}
			}
		}
		seen := map[string]bool{}
		for _, text := range texts {
			for _, key := range keyed.FindAllString(text, -1) {
				if !seen[key] && !strings.Contains(text, "magnetsim ") {
					t.Errorf("%s tells %q: %s", name, key, text)
				}
				seen[key] = true
			}
		}
	}
}
