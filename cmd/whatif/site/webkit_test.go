package site_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"testing"
	"time"
)

// webkit is a browser of WebKit, the engine of Safari, with one page, spoken to by WebDriver
// (https://www.w3.org/TR/webdriver2): JSON over HTTP.
type webkit struct {
	t       *testing.T
	address string // of the session
}

// openWebKit skips the test where there is no WebKit, or no display to open it on.
func openWebKit(t *testing.T) *webkit {
	t.Helper()
	driver, err := exec.LookPath("WebKitWebDriver")
	xvfb, missing := exec.LookPath("Xvfb")
	if cmp.Or(err, missing) != nil {
		t.Skip("no WebKitWebDriver or no Xvfb, with which the page is tried in Safari's engine")
	}
	numbers, number, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	begun(t, xvfb, []string{"-displayfd", "3", "-screen", "0", "1280x1000x24"}, nil, number)
	number.Close()
	var at int
	if _, err := fmt.Fscan(numbers, &at); err != nil {
		t.Fatalf("%s shows nothing: %v", xvfb, err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	begun(t, driver, []string{fmt.Sprint("--port=", port)}, []string{fmt.Sprint("DISPLAY=:", at), "HOME=" + t.TempDir()}, nil)
	w := &webkit{t, fmt.Sprintf("http://127.0.0.1:%d", port)}
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if _, err := http.Get(w.address + "/status"); err == nil {
			break
		} else if time.Now().After(end) {
			t.Fatal(err)
		}
	}
	var session struct{ SessionID string }
	w.call("POST", "/session", map[string]any{"capabilities": map[string]any{}}, &session)
	w.address += "/session/" + session.SessionID
	t.Cleanup(func() { w.call("DELETE", "", nil, nil) })
	return w
}

// begun is a program that is under way until the test ends.
func begun(t *testing.T, path string, args, env []string, file *os.File) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	c := exec.CommandContext(ctx, path, args...)
	c.Env = append(c.Environ(), env...)
	if file != nil {
		c.ExtraFiles = []*os.File{file}
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); c.Wait() }) // it was killed
}

// call does a command and reads its value.
func (w *webkit) call(method, path string, body, value any) {
	w.t.Helper()
	letter, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	var r *http.Response
	ask, err := http.NewRequest(method, w.address+path, bytes.NewReader(letter))
	if err == nil {
		r, err = http.DefaultClient.Do(ask)
	}
	if err != nil {
		w.t.Fatalf("%s: %v", path, err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	var got struct{ Value json.RawMessage }
	if err == nil {
		err = json.Unmarshal(text, &got)
	}
	if err == nil && value != nil {
		err = json.Unmarshal(got.Value, value)
	}
	if err != nil || r.StatusCode != http.StatusOK {
		w.t.Fatalf("%s: %s %s %v", path, r.Status, text, err)
	}
}

// value is that of an expression, as JSON.
func (w *webkit) value(expression string) string {
	w.t.Helper()
	var got json.RawMessage
	w.call("POST", "/execute/sync", map[string]any{"script": "return JSON.stringify(" + expression + ") || ''", "args": []any{}}, &got)
	var text string
	if err := json.Unmarshal(got, &text); err != nil {
		w.t.Fatal(err)
	}
	return text
}

// The page in one file answers in Safari's engine too, from disk.
func TestPageAloneInWebKit(t *testing.T) {
	address := alone(t, built(t), "minimal", "minimal", "run.trials=1024")
	w := openWebKit(t)
	w.call("POST", "/url", map[string]string{"url": address}, nil)
	w.value(`(window.wrong = [], ["error", "unhandledrejection", "securitypolicyviolation"].forEach((k) => addEventListener(k, (e) => wrong.push(k + " " + (e.message || e.reason || e.blockedURI)))))`)
	speaks(w.value).answers(t)
	if wrong := w.value(`wrong`); wrong != "[]" {
		t.Errorf("the page throws: %s", wrong)
	}
}
