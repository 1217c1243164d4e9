package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/output"
)

// demoChain has two stages, a plant that runs and one that is yet to come, flows that pass a
// stage, and a stockpile that is half full.
func demoChain() *output.Chain {
	nodes := []output.ChainNode{
		{Kind: output.ChainOrigin, Name: "china", Title: "China"}, {Kind: output.ChainOrigin, Name: "japan", Title: "Japan"},
		{Kind: output.ChainOrigin, Name: "west", Title: "The west", From: "2027-06", Chance: 0.6},
		{Kind: output.ChainMaterial, Name: "metal", Title: "Metal", Stage: "Metals"},
		{Kind: output.ChainPlant, Name: "home", Title: "Home plant"}, {Kind: output.ChainPlant, Name: "block", Title: "Block 1 and 2 like it", From: "2029-03", Chance: 0.45},
		{Kind: output.ChainMaterial, Name: "heavy", Title: "Heavy magnets", Stage: "Magnets"}, {Kind: output.ChainMaterial, Name: "light", Title: "Light magnets", Stage: "Magnets"},
		{Kind: output.ChainSector, Name: "auto", Title: "Automotive"}, {Kind: output.ChainSector, Name: "energy", Title: "Wind and other energy"},
	}
	return &output.Chain{
		Date: "2026-01-01", Nodes: nodes, Curbs: []string{"Licensing"},
		Stocks: []output.ChainStock{{Node: 6, Title: "National stock", Initial: 120, Target: 240}},
		Flows: []output.ChainFlow{
			{From: 0, To: 3, Now: 90, Later: 210, Hit: 1}, {From: 3, To: 4, Now: 90, Hit: 1}, {From: 3, To: 5, Later: 210, Hit: 1},
			{From: 4, To: 6, Now: 300, Hit: 1}, {From: 5, To: 7, Later: 700, Hit: 1},
			{From: 0, To: 6, Now: 900, Hit: 1}, {From: 1, To: 6, Now: 200, Part: 1}, {From: 0, To: 7, Now: 1500, Hit: 1}, {From: 1, To: 7, Now: 500}, {From: 2, To: 7, Later: 300},
			{From: 6, To: 8, Now: 1000, Hit: 0.86, Part: 0.14}, {From: 6, To: 9, Now: 400, Hit: 0.86, Part: 0.14}, {From: 7, To: 8, Now: 1400, Hit: 0.75}, {From: 7, To: 9, Now: 600, Hit: 0.75},
		},
	}
}

// crowdedChain has so many of all that a slide hardly holds them.
func crowdedChain(n int, title string) *output.Chain {
	c := &output.Chain{Date: "2026-01-01", Nodes: []output.ChainNode{{Kind: output.ChainMaterial, Name: "m", Title: title, Stage: title}}}
	for i := range n {
		c.Nodes = append(c.Nodes, output.ChainNode{Kind: output.ChainOrigin, Title: fmt.Sprint(title, i)}, output.ChainNode{Kind: output.ChainSector, Title: fmt.Sprint(title, i)})
		c.Flows = append(c.Flows, output.ChainFlow{From: 2*i + 1, To: 0, Now: float64(1 + i)}, output.ChainFlow{From: 0, To: 2*i + 2, Now: float64(n - i)})
	}
	return c
}

func TestColumnsOfAChain(t *testing.T) {
	if got, want := columnsOf(demoChain()), []int{0, 0, 0, 1, 2, 2, 3, 3, 4, 4}; !slices.Equal(got, want) {
		t.Errorf("columns %v, want %v", got, want)
	}
	c := demoChain()
	for i := range c.Nodes {
		c.Nodes[i].Stage = "all the same" // a stage that is made of itself
	}
	if got, want := columnsOf(c), []int{0, 0, 0, 1, 2, 2, 3, 3, 4, 4}; !slices.Equal(got, want) {
		t.Errorf("columns of one stage %v, want %v", got, want)
	}
}

// What crosses in the order of the file does not where it need not.
func TestOrderOfAChain(t *testing.T) {
	c := &output.Chain{Nodes: []output.ChainNode{
		{Kind: output.ChainOrigin}, {Kind: output.ChainOrigin}, {Kind: output.ChainMaterial, Stage: "m"}, {Kind: output.ChainMaterial, Stage: "m"}, {Kind: output.ChainSector}, {Kind: output.ChainSector},
	}, Flows: []output.ChainFlow{{From: 0, To: 3, Now: 5}, {From: 1, To: 2, Now: 3}, {From: 2, To: 4, Now: 3}, {From: 3, To: 5, Now: 5}}}
	if n := tiersOf(c).crossings(); n != 0 {
		t.Errorf("%g t/yr cross, and none need", n)
	}
}

// No words of a chain lie over others, and none leave the figure, in any size.
func TestWordsOfAChainKeepApart(t *testing.T) {
	for name, c := range map[string]*output.Chain{"demo": demoChain(), "crowd": crowdedChain(8, "A longer name of number "), "one": crowdedChain(1, "x")} {
		for _, size := range Sizes() {
			l, err := Style{Size: size}.look()
			if err != nil {
				t.Fatal(err)
			}
			d, ok := drawChain(&output.Report{Title: "T", Chain: c}, 0)
			if !ok {
				t.Fatal("no figure")
			}
			page := compose(d.chart, l)
			m := page.chart.panels[0].marks[0].(chainMark)
			laid := m.layIn(page.right-page.left, page.plots)
			lines := laid.letters().lines
			for i, a := range lines {
				box := func(x lettered) (left, right, low, high float64) {
					left, low = x.x*float64(laid.width), x.y*float64(laid.height)
					return left, left + float64(x.pen.width(x.text)), low - 0.2*float64(x.pen.size), low + 0.75*float64(x.pen.size)
				}
				l1, r1, b1, t1 := box(a)
				if r1 > float64(laid.width)+1 || b1 < -1 || t1 > float64(laid.height)+1 {
					t.Errorf("%s, %s: %q leaves the figure", name, size, a.text)
				}
				for _, b := range lines[:i] {
					l2, r2, b2, t2 := box(b)
					if l1 < r2 && l2 < r1 && b1 < t2 && b2 < t1 {
						t.Errorf("%s, %s: %q lies over %q", name, size, a.text, b.text)
					}
				}
			}
		}
	}
}

func TestChainInWords(t *testing.T) {
	d, _ := drawChain(&output.Report{Title: "T", Chain: demoChain()}, 0)
	for _, want := range []string{
		"China to Heavy magnets: 900 t/yr, which a curb can stop", "Japan to Heavy magnets: 200 t/yr, which a curb reaches in part",
		"The west to Light magnets: 300 t/yr yet to come", "National stock of Heavy magnets: 120 t, at most 240 t",
	} {
		if text := strings.ReplaceAll(d.Alt(), "\u00a0", " "); !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
}

// Whatever a chain holds, it is drawn.
func TestAnyChain(t *testing.T) {
	number := rapid.OneOf(rapid.Float64Range(0, 1e4), rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), 1e308, -1, 5e-324}))
	rapid.Check(t, func(t *rapid.T) {
		c := &output.Chain{Date: rapid.StringN(0, 9, -1).Draw(t, "date")}
		n := rapid.IntRange(1, 9).Draw(t, "nodes")
		for range n {
			c.Nodes = append(c.Nodes, output.ChainNode{
				Kind:  rapid.SampledFrom([]string{output.ChainOrigin, output.ChainMaterial, output.ChainPlant, output.ChainSector, ""}).Draw(t, "kind"),
				Title: rapid.StringN(0, 20, -1).Draw(t, "title"), Stage: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "stage"),
				From: rapid.SampledFrom([]string{"", "2027-01", "soon"}).Draw(t, "from"), Chance: number.Draw(t, "chance"),
			})
		}
		for range rapid.IntRange(1, 9).Draw(t, "flows") {
			node := rapid.IntRange(0, n-1)
			c.Flows = append(c.Flows, output.ChainFlow{From: node.Draw(t, "from"), To: node.Draw(t, "to"), Now: number.Draw(t, "now"), Later: number.Draw(t, "later"), Hit: number.Draw(t, "hit"), Part: number.Draw(t, "part")})
		}
		c.Stocks = []output.ChainStock{{Node: 0, Initial: number.Draw(t, "initial"), Target: number.Draw(t, "target")}}
		d, ok := drawChain(&output.Report{Chain: c}, 0)
		if !ok {
			return // nothing flows
		}
		for _, format := range Formats() {
			var b strings.Builder
			if err := d.Render(&b, format, Style{Size: rapid.SampledFrom(Sizes()).Draw(t, "size"), DPI: 10}); err != nil {
				t.Fatal(err)
			}
			if place := noPlace.FindString(b.String()); format == "svg" && place != "" {
				t.Fatalf("the chain draws at %s", place)
			}
		}
	})
}
