package site_test

import (
	"net/url"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// A page that another program wrote, such as one of a release, answers: the one on the scenario
// minimal that MAGNETSIM_PAGE names by its absolute path.
func TestGivenPage(t *testing.T) {
	path := os.Getenv("MAGNETSIM_PAGE")
	if path == "" {
		t.Skip("MAGNETSIM_PAGE=FILE tries a page on minimal")
	}
	ctx := browser(t)
	run(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate((&url.URL{Scheme: "file", Path: path}).String()), chromedp.WaitReady("#answer"), is(refined),
		drag("stockpiles.national.target", "30"), is(refined+` && document.getElementById("command").textContent.includes("30 days")`))
	if asked := value[[]string](t, ctx, `performance.getEntriesByType("resource").map((e) => e.name).filter((n) => !/^(blob|data):/.test(n))`); len(asked) > 0 {
		t.Errorf("the page asks for %v", asked)
	}
	tellsATrial(t, ctx)
}
