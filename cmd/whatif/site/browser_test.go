package site_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	whatifpage "magnetsim/cmd/whatif/page"
	"magnetsim/cmd/whatif/site"
	"magnetsim/scenarios"
)

// browser opens headless Chromium; the test is skipped where there is none. What the page
// throws or logs as an error, and what its content security policy refuses, fails the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	return watched(t, func(what string) { t.Error(what) })
}

// watched is browser with another ear for what goes wrong in the page.
func watched(t *testing.T, tell func(string)) context.Context {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.NoSandbox, chromedp.WSURLReadTimeout(time.Minute))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	err := chromedp.Listen(ctx, func(e any) {
		switch e := e.(type) {
		case *runtime.EventExceptionThrown:
			tell("the page throws: " + e.ExceptionDetails.Text + " " + e.ExceptionDetails.Exception.Description)
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
				tell("the page logs: " + logged(e.Args))
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError || e.Entry.Source == log.EntrySourceSecurity {
				tell("the browser logs: " + e.Entry.Text + " " + e.Entry.URL)
			}
		}
	})
	if err == nil {
		_, err = chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
			Source: `addEventListener("securitypolicyviolation", (e) => console.error("refused by the content security policy: " + e.violatedDirective + " " + e.blockedURI));`})
	}
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			t.Skip("no Chromium, in which the page is tried")
		}
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func logged(args []*runtime.RemoteObject) string {
	var all []string
	for _, a := range args {
		all = append(all, strings.TrimSpace(string(a.Value)+" "+a.Description))
	}
	return strings.Join(all, " ")
}

// What the policy of a page refuses is heard: tests that hear nothing have seen nothing.
func TestRefusalsAreHeard(t *testing.T) {
	var mu sync.Mutex
	var heard []string
	ctx := watched(t, func(what string) { mu.Lock(); heard = append(heard, what); mu.Unlock() })
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", whatifpage.Policy)
		w.Write([]byte(`<!DOCTYPE html><title>x</title><link rel="icon" href="data:,"><p style="color: red">x</p><script>document.title = "ran"</script><img src="http://127.0.0.1:1/x.png">`))
	}))
	defer server.Close()
	run(t, ctx, chromedp.Navigate(server.URL), chromedp.WaitReady("p"), chromedp.Sleep(200*time.Millisecond), does(`console.error("mine")`), chromedp.Sleep(200*time.Millisecond))
	mu.Lock()
	defer mu.Unlock()
	all := strings.Join(heard, "\n")
	for _, want := range []string{"script-src", "style-src", "img-src", "mine"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not heard of:\n%s", want, all)
		}
	}
}

type action = chromedp.Action[chromedp.Void]

func run(t *testing.T, ctx context.Context, actions ...action) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// is waits until an expression is true.
func is(expression string) action {
	return chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(3*time.Minute))
}

func value[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	x, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// does evaluates an expression for what it does.
func does(expression string) action { return chromedp.Evaluate[chromedp.Void](expression) }

// light lets the page be dark, or light.
func light(scheme string) action {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return chromedp.Void{}, err
	}
}

const refined = `document.getElementById("answer").getAttribute("aria-busy") === "false" && /^[\d,]+ trials$/.test(document.getElementById("status").textContent)`

// drag moves a slider as a hand does.
func drag(id, to string) action { return does(dragged(id, to)) }

// dragged is its script.
func dragged(id, to string) string {
	return `(() => { const s = document.getElementById("control-` + id + `").closest(".control").querySelector("input[type=range]"); s.value = ` + to + `; s.dispatchEvent(new Event("input", { bubbles: true })); })()`
}

// shoot keeps a picture of the page where MAGNETSIM_SHOTS names a folder, to be looked at.
func shoot(t *testing.T, ctx context.Context, name string) {
	folder := os.Getenv("MAGNETSIM_SHOTS")
	if folder == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

// audit runs axe-core, where .ci/run has installed it, and reports what it finds.
func audit(t *testing.T, ctx context.Context) {
	t.Helper()
	modules := os.Getenv("MAGNETSIM_NODE_MODULES")
	if modules == "" {
		t.Log("not audited: the Node packages of .ci/npm are not installed")
		return
	}
	axe, err := os.ReadFile(filepath.Join(modules, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	run(t, ctx, does(string(axe)))
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run().then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 200) + " " + n.failureSummary)))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range found {
		t.Error(x)
	}
}

const hostileWords = `<script>document.title = "hostile"</script><img src=x onerror="document.title='hostile'"> & 'a' </svg>`

// Names of a scenario are shown as they are written, whatever they hold.
func TestHostileNames(t *testing.T) {
	text := strings.NewReplacer("One magnet, two sellers, one curb", "{}", "60 days in stock", "{}").Replace(mustRead(t, "minimal.yaml"))
	quoted, _ := json.Marshal(hostileWords) // of a text, which cannot fail
	text = strings.ReplaceAll(text, "{}", string(quoted))
	text = strings.Replace(text, `title: No stockpile, set: `+string(quoted), "title: No stockpile, set: {}", 1)
	x := site.Scenario{Name: "hostile <b>", Stamp: func() string { return "" }, Open: func() (*whatif.Ground, error) {
		x, err := experiment.Open(fstest.MapFS{"x.yaml": {Data: []byte(text)}}, "x.yaml", scenarios.Options{Sets: []string{"run.trials=256"}})
		if err != nil {
			return nil, err
		}
		return whatif.New(x, "hostile <b>", "x.yaml", nil)
	}}
	if _, err := x.Open(); err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	run(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(serve(t, x)), chromedp.WaitReady("#answer"), is(refined), chromedp.Click[string]("#pin"), drag("stockpiles.national.target", "30"), is(refined+` && location.hash.includes("30+days")`))
	if title := value[string](t, ctx, "document.title"); title != "What if: "+hostileWords {
		t.Errorf("the title is %q", title)
	}
	if made := value[int](t, ctx, `document.querySelectorAll("img, script:not([src])").length`); made != 0 {
		t.Errorf("names made %d elements", made)
	}
	if wide := value[int64](t, ctx, `document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("at 390 px the page is %d px wide", wide)
	}
}

func mustRead(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(scenarios.Shipped, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPageAnswersADrag(t *testing.T) {
	here := serve(t, shipped(t, "minimal"), shipped(t, "india-2026", "run.trials=1024"))
	ctx := browser(t)
	run(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(here), is(refined))
	t.Logf("first paint after %.0f ms", value[float64](t, ctx, `performance.getEntriesByName("first-contentful-paint")[0].startTime`))
	shoot(t, ctx, "1280-light")

	// A drag gives a picture, another while it refines, and in the end all trials.
	before := value[string](t, ctx, `document.getElementById("picture").innerHTML`)
	run(t, ctx, drag("stockpiles.national.target", "30"), drag("stockpiles.national.target", "45"), is(refined+` && location.hash.includes("45+days")`))
	if after := value[string](t, ctx, `document.getElementById("picture").innerHTML`); after == before || !strings.Contains(after, "10,000 trials") {
		t.Error("a drag left the picture as it was")
	}
	t.Logf("from a move to its picture, ms: %v", value[[]float64](t, ctx, `performance.getEntriesByName("beat").filter((e) => e.detail === 64).map((e) => e.duration)`))

	// A move while it refines cuts what is under way.
	run(t, ctx, drag("stockpiles.national.target", "80"), chromedp.Sleep(50*time.Millisecond), drag("stockpiles.national.target", "85"), is(refined+` && document.getElementById("command").textContent.includes("85 days")`))

	// A is pinned, and B stands against it.
	run(t, ctx, chromedp.Click[string]("#pin"), drag("stockpiles.national.target", "10"), is(refined+` && document.querySelectorAll("#measures tbody tr:first-child td").length === 3`))
	shoot(t, ctx, "1280-pinned")
	audit(t, ctx)
	if sides := value[string](t, ctx, `document.getElementById("sides").textContent`); !strings.Contains(sides, "A") || !strings.Contains(sides, "(B)") {
		t.Errorf("sides are %q", sides)
	}

	// The link holds it all.
	numbers := value[string](t, ctx, `document.getElementById("measures").textContent`)
	link := value[string](t, ctx, `location.href`)
	run(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(link), chromedp.WaitReady("#answer"), is(refined))
	if again := value[string](t, ctx, `document.getElementById("measures").textContent`); again != numbers {
		t.Errorf("the link shows other numbers:\n%s\n%s", numbers, again)
	}

	// A figure is found by name; a mistake is told in place.
	run(t, ctx, chromedp.SendKeys[string]("#find", "ban lead"), chromedp.SendKeys[string]("#find", "\b\b\b\bseverity"), is(`document.querySelector("#found button")`), chromedp.Click[string]("#found button"),
		does(`(() => { const f = document.getElementById("control-curbs.ban.severity"); f.value = "70"; f.dispatchEvent(new Event("change")); })()`),
		is(`document.getElementById("problem").textContent.includes("70%")`))

	// It needs nobody else, and fits a phone in the dark.
	for _, url := range value[[]string](t, ctx, `performance.getEntriesByType("resource").map((e) => e.name)`) {
		if !strings.HasPrefix(url, here) {
			t.Errorf("the page asks for %s", url)
		}
	}
	run(t, ctx, does(`(() => { document.getElementById("control-curbs.ban.severity").value = ""; document.getElementById("control-curbs.ban.severity").dispatchEvent(new Event("change")); })()`),
		light("dark"), chromedp.EmulateViewport(390, 844), is(refined+` && document.getElementById("problem").hidden`))
	shoot(t, ctx, "390-dark")
	audit(t, ctx)
	for _, width := range []int64{390, 1280} {
		run(t, ctx, chromedp.EmulateViewport(width, 844))
		if wide := value[int64](t, ctx, `document.documentElement.scrollWidth`); wide > width {
			t.Errorf("at %d px the page is %d px wide", width, wide)
		}
	}
	shoot(t, ctx, "1280-dark")
	run(t, ctx, chromedp.Navigate("about:blank"), chromedp.EmulateViewport(1280, 900), light("light"), chromedp.Navigate(here+"#scenario=india-2026&policy=days-60"), chromedp.WaitReady("#answer"), is(refined))
	t.Logf("base case, first answer after ms: %v", value[[]float64](t, ctx, `performance.getEntriesByName("beat").filter((e) => e.detail === 64).map((e) => e.duration)`))
	run(t, ctx, drag("stockpiles.national-heavy.target", "100"), is(refined+` && location.hash.includes("100+days")`), drag("stockpiles.national-heavy.target", "120"), is(refined+` && location.hash.includes("120+days")`))
	t.Logf("base case, from a move to its picture, ms: %v", value[[]float64](t, ctx, `performance.getEntriesByName("beat").filter((e) => e.detail === 64).map((e) => e.duration)`))
	shoot(t, ctx, "1280-india")
}
