package verbs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output/page"
)

// toPDF is the format that a browser prints: the page on the results.
const toPDF = "pdf"

// browsers are the programs that print a page without a window, by their names in PATH
// or where they stand on a system that does not put them there.
var browsers = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge", "microsoft-edge-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`, `C:\Program Files\Google\Chrome\Application\chrome.exe`,
}

// printTime is how long a browser may take for a page.
const printTime = 2 * time.Minute

// pdf prints the page on results.
func (e *exportVerb) pdf(ctx context.Context, arg string) error {
	if len(e.what)+len(e.metrics) > 0 || len(e.policies) > 1 {
		return app.Misused(errors.New("--to pdf prints the page of \"magnetsim report\": give at most one --policy, and neither --what nor --metric"), "export")
	}
	browser, err := browserHere()
	if err != nil {
		return err
	}
	p, err := folder.OpenFound(e.App, arg)
	if err != nil {
		return err
	}
	to := e.place(p, "", false)
	if err := folder.Free(e.App, to, e.force); err != nil {
		return err
	}
	r := &reportVerb{App: e.App, format: "html", size: "page", figures: "main", policy: strings.Join(e.policies, "")}
	parts, err := r.parts([]*folder.Past{p}, to)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "magnetsim-pdf-")
	if err != nil {
		return app.Reason(err)
	}
	defer os.RemoveAll(dir)
	printed, err := printPage(ctx, browser, dir, parts)
	if err != nil {
		return err
	}
	return folder.WriteFiles(e.App, e.force, folder.Content{Name: to, Write: folder.Bytes(printed)})
}

// browserHere finds a browser that can print.
func browserHere() (string, error) {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("--to pdf needs a browser: install Chromium, Chrome or Edge\n  or open the page of \"magnetsim report\" in any browser and print it there")
}

// printPage lets a browser print a page within a folder that is its own, and returns the PDF.
func printPage(ctx context.Context, browser, dir string, parts []page.Part) ([]byte, error) {
	from, to := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	f, err := os.Create(from)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(page.HTML(f, parts...), f.Close()); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	args := []string{"--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--user-data-dir=" + filepath.Join(dir, "profile"), "--print-to-pdf=" + to, from}
	if runtime.GOOS == "linux" && os.Geteuid() == 0 { // in a container; the page loads and runs nothing
		args = slices.Insert(args, 0, "--no-sandbox")
	}
	said, err := exec.CommandContext(ctx, browser, args...).CombinedOutput()
	if ctx.Err() != nil && context.Cause(ctx) != context.DeadlineExceeded {
		return nil, app.Interrupted{}
	}
	printed, missing := os.ReadFile(to)
	if missing != nil || len(printed) == 0 {
		lines := strings.Split(strings.TrimSpace(string(said)), "\n")
		return nil, fmt.Errorf("%s did not print the page (%v): %s\n  open the page of \"magnetsim report\" in a browser and print it there", filepath.Base(browser), err, lines[len(lines)-1])
	}
	return printed, nil
}
