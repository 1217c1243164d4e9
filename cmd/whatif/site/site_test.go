package site_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/cmd/whatif/site"
	"magnetsim/scenarios"
)

const token = "secret"

// shipped is a scenario that comes with the program, to be served.
func shipped(t *testing.T, name string, sets ...string) site.Scenario {
	t.Helper()
	return site.Scenario{
		Name:  name,
		Stamp: func() string { return "" },
		Open: func() (*whatif.Ground, error) {
			x, err := experiment.Open(scenarios.Shipped, name+".yaml", scenarios.Options{Sets: sets})
			if err != nil {
				return nil, err
			}
			return whatif.New(x, name, name+".yaml", nil)
		},
	}
}

func serve(t *testing.T, all ...site.Scenario) string {
	t.Helper()
	s := &site.Site{Token: token, Version: "v1", Scenarios: all, Every: 10 * time.Millisecond}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	return server.URL + "/" + token + "/"
}

func post(t *testing.T, address, body string) (replies []desk.Reply, status int) {
	t.Helper()
	response, err := http.Post(address, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	d := json.NewDecoder(response.Body)
	for response.StatusCode == http.StatusOK {
		var r desk.Reply
		if err := d.Decode(&r); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		replies = append(replies, r)
	}
	return replies, response.StatusCode
}

const twoMonths = `{"question": {"b": {"policy": "two-months"}}, "look": {"theme": "light", "size": "page"}, "kinds": ["exceedance"], "format": "svg"}`

func TestCalls(t *testing.T) {
	here := serve(t, shipped(t, "minimal", "run.trials=512")) + "call/minimal/"
	asked, _ := post(t, here+"ask", twoMonths)
	if len(asked) != 3 || asked[2].Answer == nil || asked[2].Answer.Trials != 512 || len(asked[2].Answer.Sentences) < 2 || !strings.HasPrefix(asked[0].Answer.Figures[0].SVG, "<svg ") {
		t.Fatalf("%d answers: %+v", len(asked), asked)
	}
	for call, want := range map[string]string{"scenario": "extends: minimal.yaml", "report": "<!DOCTYPE html>", "figure": "<svg ", "trial": "step,date,stage,"} {
		body := twoMonths
		if call == "trial" {
			body = strings.Replace(body, `"svg"`, `"csv"`, 1)
		}
		got, _ := post(t, here+call, body)
		if len(got) != 1 || got[0].File == nil || !strings.Contains(string(got[0].File.Data), want) {
			t.Errorf("%s: %+v", call, got)
		}
	}
	table, _ := post(t, here+"figure", strings.Replace(twoMonths, `"svg"`, `"csv"`, 1))
	if f := table[0].File; f == nil || f.Name != "exceedance.csv" || !strings.HasPrefix(string(f.Data), "policy,quantity,item,date,x,x_high,x_unit,value,low,high,unit\n") || strings.Count(string(f.Data), "\n") < 50 {
		t.Errorf("the numbers of the figure: %+v", table)
	}
	for body, want := range map[string]string{
		`{"question": {"b": {"policy": "nobody"}}}`: `there is no policy "nobody"; choose from none, two-months`,
		`{"quest": 1}`: "invalid request",
		`{"question": {"b": {"policy": "none", "sets": [{"path": "curbs.ban.severity", "value": "70"}]}}}`: "70%",
	} {
		got, _ := post(t, here+"ask", body)
		if len(got) != 1 || !strings.Contains(got[0].Error, want) {
			t.Errorf("%s: %+v, want %q", body, got, want)
		}
	}
	for path, want := range map[string]int{"nothing": http.StatusNotFound, "../nobody/ask": http.StatusNotFound} {
		if _, status := post(t, here+path, twoMonths); status != want {
			t.Errorf("%s: %d", path, status)
		}
	}
	if _, status := post(t, here+"ask", strings.Repeat(" ", 2<<20)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a call of 2 MB: %d", status)
	}
}

// Nobody gets in from another page, under another name, or without the token.
func TestNobodyElseGetsIn(t *testing.T) {
	here := serve(t, shipped(t, "minimal"))
	for what, change := range map[string]func(*http.Request){
		"another origin":   func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") },
		"no origin":        func(r *http.Request) { r.Header.Set("Origin", "null") },
		"another site":     func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"another name":     func(r *http.Request) { r.Host = "evil.example" },
		"without a token":  func(r *http.Request) { r.URL.Path = "/" },
		"a token that was": func(r *http.Request) { r.URL.Path = "/secreT/" },
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodOptions} {
			r, err := http.NewRequest(method, here, nil)
			if err != nil {
				t.Fatal(err)
			}
			change(r)
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode < 400 || response.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s, %s: %s", what, method, response.Status)
			}
		}
	}
	response, err := http.Get(here)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if policy := response.Header.Get("Content-Security-Policy"); response.StatusCode != http.StatusOK || strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none'") {
		t.Errorf("%s, %q", response.Status, policy)
	}
}

// A file that changes is told of, and read again; its errors are told in place.
func TestFilesAreWatched(t *testing.T) {
	stamp := make(chan string, 1)
	stamp <- "1"
	is := func() string { s := <-stamp; stamp <- s; return s }
	x := shipped(t, "minimal")
	open := x.Open
	x.Stamp = is
	x.Open = func() (*whatif.Ground, error) {
		if is() != "1" {
			return nil, errors.New("minimal.yaml:3:1: a mistake")
		}
		return open()
	}
	here := serve(t, x)
	response, err := http.Get(here + "events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	<-stamp
	stamp <- "2"
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		if lines.Text() == "data: minimal" {
			break
		}
	}
	if got, _ := post(t, here+"call/minimal/page", "{}"); len(got) != 1 || got[0].Error != "minimal.yaml:3:1: a mistake" {
		t.Errorf("%+v", got)
	}
}
