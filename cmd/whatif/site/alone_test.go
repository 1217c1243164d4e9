package site_test

import (
	"encoding/json"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/cmd/whatif/engine"
	"magnetsim/cmd/whatif/page"
	"magnetsim/scenarios"
)

// alone writes the page on a shipped scenario as one file.
func alone(t *testing.T, e page.Engine, name, title string, sets ...string) string {
	t.Helper()
	x, err := experiment.Open(scenarios.Shipped, name+".yaml", scenarios.Options{Sets: sets})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "what-if.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	about := page.Scenario{YAML: string(whatif.Lean(x.YAML)), Name: name, File: name + ".yaml"}
	g, err := whatif.New(x, name, about.File, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := desk.Known(t.Context(), g, &about); err != nil {
		t.Fatal(err)
	}
	if err := page.Alone(f, title, "v1", e, about); err != nil {
		t.Fatal(err)
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// built is the engine, built where it is not kept.
func built(t *testing.T) page.Engine {
	t.Helper()
	if testing.Short() {
		t.Skip("the engine is not built in short tests")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no Go, which builds the engine")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	e, err := engine.Of(t.Context(), filepath.Join(cache, "magnetsim"), func() { t.Log("the engine is built") })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the engine has %.1f MB gzipped", float64(len(e.Module))/1e6)
	return e
}

// The page in one file answers from disk, asks nobody, and its numbers are those of this
// program to six digits.
func TestPageAlone(t *testing.T) {
	ctx := browser(t)
	address := alone(t, built(t), "minimal", `</title><script>throw "hostile"</script>`)
	run(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address), chromedp.WaitReady("#answer"), is(refined))
	t.Logf("ms to the first paint and the first answer: %v", value[[]float64](t, ctx, `[performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.getEntriesByName("answer")[0].startTime]`))
	run(t, ctx, is(`document.getElementById("command").textContent`))
	t.Logf("ms to the engine: %v", value[float64](t, ctx, `performance.now()`))
	if !value[bool](t, ctx, vectors) {
		t.Error("the engine does without vectors")
	}
	run(t, ctx, drag("stockpiles.national.target", "30"), is(refined+` && document.getElementById("command").textContent.includes("30 days")`))
	t.Logf("from a move to its picture, ms: %v", value[[]float64](t, ctx, `performance.getEntriesByName("beat").filter((e) => e.detail === 64).map((e) => e.duration)`))
	if asked := value[[]string](t, ctx, `performance.getEntriesByType("resource").map((e) => e.name).filter((n) => !/^(blob|data):/.test(n))`); len(asked) > 0 {
		t.Errorf("the page asks for %v", asked)
	}
	shoot(t, ctx, "alone")
	tellsATrial(t, ctx)

	const question = `{"question": {"b": {"policy": "two-months", "sets": [{"path": "stockpiles.national.target", "value": "30 days"}]}}}`
	native, _ := post(t, serve(t, shipped(t, "minimal"))+"call/minimal/numbers", question)
	script := strings.Replace(numbers, "QUESTION", question, 1)
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var here desk.Reply
	if err := json.Unmarshal([]byte(got), &here); err != nil {
		t.Fatal(err)
	}
	if len(here.Numbers) != len(native[0].Numbers) || len(here.Numbers) < 100 {
		t.Fatalf("%d numbers, and %d in this program", len(here.Numbers), len(native[0].Numbers))
	}
	for i, want := range native[0].Numbers {
		have := here.Numbers[i]
		if have.Metric != want.Metric || have.Statistic != want.Statistic || math.Abs(have.Value-want.Value) > 1e-6*math.Max(math.Abs(want.Value), 1e-9) {
			t.Errorf("%+v, and %+v in this program", have, want)
		}
	}
}

// vectors is whether the engine plays with kernels that have vectors.
const vectors = `performance.getEntriesByName("engine: vectors").length > 0`

// numbers asks the engine of the page for all numbers: its workers are reached as the page
// reaches them.
const numbers = `document.documentElement.magnetsim("numbers", QUESTION).then(JSON.stringify)`
