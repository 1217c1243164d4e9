package site_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// firefox is headless Firefox with one page, spoken to by WebDriver BiDi
// (https://w3c.github.io/webdriver-bidi): messages of JSON over a web socket.
type firefox struct {
	t      *testing.T
	socket *websocket.Conn
	sent   int    // messages
	page   string // the browsing context
	asked  []string
	wrong  []string // what the page logs as an error or a warning, or throws
}

// openFirefox skips the test where there is no Firefox.
func openFirefox(t *testing.T) *firefox {
	t.Helper()
	path, err := exec.LookPath("firefox-esr")
	if err != nil {
		path, err = exec.LookPath("firefox")
	}
	if err != nil {
		t.Skip("no Firefox, in which the page is tried")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	const origin = "http://localhost"
	c := exec.CommandContext(ctx, path, "--headless", "--no-remote", "--profile", t.TempDir(), "--remote-debugging-port", "0", "--remote-allow-origins", origin)
	c.Env = append(c.Environ(), "HOME="+t.TempDir(), "MOZ_CRASHREPORTER_DISABLE=1")
	told, err := c.StderrPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); c.Wait() }) // it was killed
	for lines := bufio.NewScanner(told); lines.Scan(); {
		_, address, found := strings.Cut(lines.Text(), "WebDriver BiDi listening on ")
		if !found {
			continue
		}
		go func() { // it must be able to go on writing
			for lines.Scan() {
			}
		}()
		f := &firefox{t: t}
		if f.socket, err = websocket.Dial(address+"/session", "", origin); err != nil {
			t.Fatal(err)
		}
		f.call("session.new", `{"capabilities": {}}`, nil)
		f.call("session.subscribe", `{"events": ["log.entryAdded", "network.beforeRequestSent"]}`, nil)
		var tree struct{ Contexts []struct{ Context string } }
		f.call("browsingContext.getTree", `{}`, &tree)
		f.page = tree.Contexts[0].Context
		return f
	}
	t.Fatal("Firefox ended before it listened")
	return nil
}

// call does a command and reads its result, and notes what happens meanwhile.
func (f *firefox) call(method, params string, result any) {
	f.t.Helper()
	f.sent++
	if err := websocket.Message.Send(f.socket, fmt.Sprintf(`{"id": %d, "method": %q, "params": %s}`, f.sent, method, params)); err != nil {
		f.t.Fatal(err)
	}
	for {
		var m struct {
			Type, Method, Error, Message string
			ID                           int
			Result                       json.RawMessage
			Params                       struct {
				Level, Text string
				Request     struct{ URL string }
				Context     string
			}
		}
		if err := websocket.JSON.Receive(f.socket, &m); err != nil {
			f.t.Fatalf("%s: %v", method, err)
		}
		switch {
		case m.Method == "log.entryAdded" && m.Params.Level != "info" && m.Params.Level != "debug":
			f.wrong = append(f.wrong, m.Params.Text)
		case m.Method == "network.beforeRequestSent" && m.Params.Context == f.page:
			f.asked = append(f.asked, m.Params.Request.URL)
		case m.Type == "error":
			f.t.Fatalf("%s: %s: %s", method, m.Error, m.Message)
		case m.Type == "success" && m.ID == f.sent:
			if result != nil {
				if err := json.Unmarshal(m.Result, result); err != nil {
					f.t.Fatalf("%s: %v in %s", method, err, m.Result)
				}
			}
			return
		}
	}
}

// value is that of an expression, as JSON.
func (f *firefox) value(expression string) string {
	f.t.Helper()
	quoted, _ := json.Marshal("JSON.stringify(" + expression + ") || ''") // of a text, which cannot fail
	var got struct {
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	f.call("script.evaluate", fmt.Sprintf(`{"expression": %s, "target": {"context": %q}, "awaitPromise": false}`, quoted, f.page), &got)
	if got.ExceptionDetails.Text != "" {
		f.t.Fatalf("%s: %s", expression, got.ExceptionDetails.Text)
	}
	return got.Result.Value
}

// The page in one file answers in Firefox too, from disk and asking nobody.
func TestPageAloneInFirefox(t *testing.T) {
	address := alone(t, built(t), "minimal", "minimal", "run.trials=1024")
	f := openFirefox(t)
	for f.value(`[console.error("mine"), 0]`); len(f.wrong) == 0; f.value("0") { // who hears nothing has seen nothing
	}
	f.wrong = nil
	f.call("browsingContext.navigate", fmt.Sprintf(`{"context": %q, "url": %q, "wait": "complete"}`, f.page, address), nil)
	speaks(f.value).answers(t)
	if !slices.Contains(f.asked, "data:,") { // its icon
		t.Errorf("of what the page asks for only %.200q is heard", f.asked)
	}
	for _, url := range f.asked {
		if !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the page asks for %s", url)
		}
	}
	for _, what := range f.wrong {
		t.Errorf("the page logs: %s", what)
	}
}
