package site_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// moves is how many are measured to their picture, whole how many to their end.
const (
	moves    = 40
	whole    = 5
	pictures = `performance.getEntriesByName("beat").filter((e) => e.detail === 64).length`
)

// How long a move takes to its picture, of a server and alone: measured where
// MAGNETSIM_MEASURE asks for it (1 for all, or a part of "india-2026, alone"), and never asserted. A move is one of a lever of the planner's,
// made while the last is refined, as of a hand that goes on; its picture is there when the
// figure of the first 64 trials stands in the document. The last moves are answered to their end.
func TestMeasure(t *testing.T) {
	if os.Getenv("MAGNETSIM_MEASURE") == "" {
		t.Skip("MAGNETSIM_MEASURE=1 measures")
	}
	e := built(t)
	only := os.Getenv("MAGNETSIM_MEASURE")
	for _, x := range []struct{ name, lever string }{{"minimal", "stockpiles.national.target"}, {"india-2026", "stockpiles.national-heavy.target"}} {
		for _, how := range []string{"a server", "alone"} {
			if only != "1" && !strings.Contains(x.name+", "+how, only) {
				continue
			}
			address := ""
			if how == "alone" {
				address = alone(t, e, x.name, x.name, "run.trials=1024")
			} else {
				address = serve(t, shipped(t, x.name, "run.trials=1024"))
			}
			ctx := browser(t)
			run(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate("about:blank"))
			blank := spent()
			run(t, ctx, chromedp.Navigate(address), chromedp.WaitReady("#answer"), is(refined), is(`document.getElementById("command").textContent`))
			first := value[[]float64](t, ctx, `["first-contentful-paint", "beat", "answer"].map((n) => performance.getEntriesByName(n)[0]).filter(Boolean).map((e) => Math.round(e.startTime + e.duration))`)
			started := value[float64](t, ctx, `Math.round(performance.now())`)
			t.Logf("%s, %s: %.0f ms of processors to here; %s", x.name, how, (spent()-blank)*1000, value[string](t, ctx, `performance.getEntriesByType("mark").filter((e) => e.name.startsWith("engine: ")).map((e) => e.name + " " + Math.round(e.startTime)).join(", ")`))
			run(t, ctx, chromedp.Sleep(2*time.Second), does(`performance.clearMeasures()`))
			for i := range moves + whole {
				days := strconv.Itoa(1 + i + i/29) // not 30, which a policy sets
				if i < moves {
					run(t, ctx, drag(x.lever, days), is(pictures+" === "+strconv.Itoa(i+1)), chromedp.Sleep(150*time.Millisecond))
				} else {
					run(t, ctx, drag(x.lever, days), is(refined+` && document.getElementById("command").textContent.includes("`+days+` days")`))
				}
			}
			t.Logf("%s, %s: p50 and p95 of %d moves: %s ms to a picture; of %d moves: %s ms to 1,024 trials; ms to the first paint and the first answers %v, to the engine %v; load %s", x.name, how, moves,
				spread(value[[]float64](t, ctx, `performance.getEntriesByName("beat").filter((e) => e.detail === 64).map((e) => e.duration).sort((a, b) => a - b)`)),
				whole, spread(value[[]float64](t, ctx, `performance.getEntriesByName("answer").map((e) => e.duration).sort((a, b) => a - b)`)), first, started, load())
			before := spent()
			for i := range moves { // a hand that goes on: nothing is refined in between
				run(t, ctx, does(`performance.clearMeasures()`), drag(x.lever, strconv.Itoa(48+i+i/12)), is(pictures+" > 0"))
			}
			t.Logf("%s, %s: %.0f ms of processors a move that follows the last at once", x.name, how, (spent()-before)*1000/moves)
			chromedp.Cancel(ctx) // its browser is done with
		}
	}
}

func spread(sorted []float64) string {
	return fmt.Sprintf("%.0f and %.0f", sorted[len(sorted)/2], sorted[len(sorted)*95/100])
}

// spent is the time of processors, in seconds, of this program and all that it has started.
func spent() float64 {
	const tick = 0.01 // USER_HZ
	used, parent := map[int]float64{}, map[int]int{}
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		text, _ := os.ReadFile(file)
		_, rest, _ := strings.Cut(string(text), ") ") // behind the name
		f := strings.Fields(rest)
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil || len(f) < 13 {
			continue
		}
		parent[pid], _ = strconv.Atoi(f[1])
		user, _ := strconv.ParseFloat(f[11], 64)
		system, _ := strconv.ParseFloat(f[12], 64)
		used[pid] = (user + system) * tick
	}
	all := 0.0
	for pid, x := range used {
		for of := pid; of > 0; of = parent[of] {
			if of == os.Getpid() {
				all += x
				break
			}
		}
	}
	return all
}

// load is the load average of the last minute, where the system tells.
func load() string {
	text, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
