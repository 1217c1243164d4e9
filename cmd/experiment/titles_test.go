package experiment_test

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/screen"
	"magnetsim/scenarios"
)

// place finds what only files should name: places of a scenario, and metrics.
var place = regexp.MustCompile(`\b(materials|sources|plants|sectors|stockpiles|curbs|shortfall|shortage|blocked|released|recovery|cost|delivered|time_short|value_lost)\.[a-z*][\w.*-]*`)

// Screens and figures of every shipped scenario speak titles. The assumptions have places too.
func TestShippedSpeakTitles(t *testing.T) {
	for _, name := range scenarios.ShippedNames() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x, err := experiment.Open(scenarios.Shipped, name+".yaml", scenarios.Options{Sets: []string{"run.trials=64"}})
			if err != nil {
				t.Fatal(err)
			}
			played, err := x.Play(context.Background(), experiment.Playing{})
			if err != nil {
				t.Fatal(err)
			}
			told := map[string]string{}
			answer := played.Report.Answer()
			answer.Tables = slices.DeleteFunc(answer.Tables, func(t output.Table) bool { return t.Name == "assumptions" })
			for kind, lines := range map[string]int{"brief screen": 24, "screen": 0} {
				var b bytes.Buffer
				if err := screen.Write(&b, answer, screen.Options{Width: 100, Lines: lines}); err != nil {
					t.Fatal(err)
				}
				told[kind] = b.String()
			}
			drawn, err := figure.Of(played.Report)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range drawn {
				var b bytes.Buffer
				if err := d.Render(&b, "svg", figure.Style{}); err != nil {
					t.Fatal(err)
				}
				told[d.Name] = b.String()
			}
			for where, text := range told {
				for line := range strings.Lines(text) {
					if found := place.FindString(line); found != "" && !strings.Contains(line, "magnetsim ") {
						t.Errorf("%s names %s: %.200s", where, found, line)
					}
				}
			}
		})
	}
}
