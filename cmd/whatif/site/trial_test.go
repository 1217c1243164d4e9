package site_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	opened = `document.getElementById("trial").open && document.getElementById("trial").getAttribute("aria-busy") === "false"`
	closed = `!document.getElementById("trial").open`
	title  = `document.getElementById("trial-title").textContent`
)

// tellsATrial tries the dialog in which a trial is told, on a page that shows its answer.
func tellsATrial(t *testing.T, ctx context.Context) {
	t.Helper()
	// By keyboard: the median, then the worst; Escape closes, and focus is where it was.
	run(t, ctx, does(`document.getElementById("tell-trial").focus()`), chromedp.KeyEvent(kb.Enter), is(opened+` && `+title+`.startsWith("Trial ")`))
	if !value[bool](t, ctx, `document.getElementById("trial").contains(document.activeElement)`) {
		t.Error("the dialog has no focus")
	}
	sentences := `document.getElementById("trial-sentences").textContent`
	if text := value[string](t, ctx, sentences); !strings.Contains(text, "The trial nearest to the median of the run's shortfall") {
		t.Errorf("of the median it tells %q", text)
	}
	run(t, ctx, does(`document.querySelector("[data-share='1']").click()`), is(opened+` && `+sentences+`.includes("The trial with the largest shortfall of the run")`))
	worst := value[string](t, ctx, title)
	for what, there := range map[string]string{
		"a picture": `document.querySelectorAll("#trial-pictures svg").length > 0`,
		"reasons":   `document.querySelectorAll("#trial-why li").length > 0`,
		"events":    `document.querySelectorAll("#trial-events tr").length > 0`,
	} {
		if !value[bool](t, ctx, there) {
			t.Errorf("it tells no %s", what)
		}
	}
	shoot(t, ctx, "trial")
	audit(t, ctx)
	run(t, ctx, chromedp.KeyEvent(kb.Escape), is(closed))
	if at := value[string](t, ctx, `document.activeElement.id`); at != "tell-trial" {
		t.Errorf("after Escape focus is at %q", at)
	}
	// By a click far out on the curve: the trial that ends there is as bad.
	run(t, ctx, is(refined), does(`(() => { const svg = document.querySelector("#picture svg"), box = svg.getBoundingClientRect(); svg.scrollIntoView();
		const b = svg.getBoundingClientRect(); svg.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: b.left + b.width * 0.6, clientY: b.top + b.height * 0.55 })); })()`),
		is(opened+` && `+sentences+`.includes("The trial nearest to a shortfall of ")`))
	if now := value[string](t, ctx, title); now == worst {
		t.Errorf("a click in the middle tells the worst, %s", now)
	}
	run(t, ctx, does(`(() => { const n = document.getElementById("trial-number"); n.value = "7"; n.dispatchEvent(new Event("change")); })()`), is(opened+` && `+title+`.startsWith("Trial 7,")`),
		chromedp.Click[string]("#trial-close"), is(closed))
	// Beside the plots nothing is told.
	run(t, ctx, does(`(() => { const svg = document.querySelector("#picture svg"), b = svg.getBoundingClientRect(); svg.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: b.left + 1, clientY: b.top + 1 })); })()`), is(closed))
}

// A date is moved by the keyboard a week at a time, and is told as a date.
func TestPageMovesADate(t *testing.T) {
	ctx := browser(t)
	run(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(serve(t, shipped(t, "minimal", "run.trials=256"))+"#policy=two-months&set.curbs.ban.start=2026-12-25"), chromedp.WaitReady("#answer"), is(refined))
	const slider = `document.getElementById("control-curbs.ban.start").closest(".control").querySelector("input[type=range]")`
	run(t, ctx, does(slider+`.focus()`), chromedp.KeyEvent(kb.ArrowRight), is(refined+` && document.getElementById("command").textContent.includes("two-months") && !location.hash.includes("ban.start")`),
		chromedp.KeyEvent(kb.ArrowRight), is(refined+` && location.hash.includes("curbs.ban.start=2027-01-08")`))
	if told := value[string](t, ctx, slider+`.getAttribute("aria-valuetext")`); told != "January 8, 2027" {
		t.Errorf("the date is told as %q", told)
	}
	run(t, ctx, does(`(() => { const f = document.getElementById("control-curbs.ban.start"); f.value = "2027-02-01 to 2027-08-01"; f.dispatchEvent(new Event("change")); })()`), is(refined+` && location.hash.includes("2027-08-01")`))
	audit(t, ctx)
}

// One trial of what is shown is told in a dialog, and while it refines too.
func TestPageTellsATrial(t *testing.T) {
	ctx := browser(t)
	here := serve(t, shipped(t, "minimal"))
	run(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(here), chromedp.WaitReady("#answer"), is(refined))
	tellsATrial(t, ctx)
	run(t, ctx, drag("stockpiles.national.target", "33"), does(`document.getElementById("tell-trial").click()`), is(opened+` && `+title+`.startsWith("Trial ")`))
	run(t, ctx, is(refined+` && location.hash.includes("33+days")`))
	run(t, ctx, chromedp.EmulateViewport(390, 844), light("dark"))
	if wide := value[int64](t, ctx, `Math.max(document.documentElement.scrollWidth, document.getElementById("trial").scrollWidth)`); wide > 390 {
		t.Errorf("at 390 px it is %d px wide", wide)
	}
	shoot(t, ctx, "trial-390-dark")
	audit(t, ctx)
}
