// Package site serves the page that answers while you drag, from the engine of this process:
// to this machine alone unless its listener says otherwise, and only to who has the token of
// its address. No other page may call it, and it does no more at once than a few pages ask.
package site

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/cmd/whatif/page"
)

// Scenario is one that is served.
type Scenario struct {
	Name  string
	Open  func() (*whatif.Ground, error) // reads it anew
	Stamp func() string                  // other once a file has changed
}

// Site serves scenarios under a token.
type Site struct {
	Token     string
	Version   string
	Scenarios []Scenario
	Hosts     []string      // names under which it may be called beside numbers of this machine
	Every     time.Duration // how often files are looked at; 0 for a second

	mu    sync.Mutex
	open  map[string]*opened
	slots chan struct{}
}

// opened is a scenario with the stamp of its files.
type opened struct {
	stamp  string
	ground *whatif.Ground
	err    error
}

const (
	mostRequest = 1 << 20 // bytes of a call
	mostAtOnce  = 8       // calls that are worked on
)

// Handler returns the site.
func (s *Site) Handler() http.Handler {
	s.open, s.slots = map[string]*opened{}, make(chan struct{}, mostAtOnce)
	under := "/" + s.Token + "/"
	mux := http.NewServeMux()
	file := func(name, kind string, write func(io.Writer) error) {
		mux.HandleFunc("GET "+under+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			write(w) // a reader that has gone away is no error
		})
	}
	file("{$}", "text/html; charset=utf-8", func(w io.Writer) error { return page.Served(w, s.Scenarios[0].Name, s.Version) })
	file("what-if.css", "text/css; charset=utf-8", func(w io.Writer) error { _, err := w.Write(page.CSS()); return err })
	file("what-if.js", "text/javascript; charset=utf-8", func(w io.Writer) error { _, err := w.Write(page.Script()); return err })
	file("scenarios", "application/json", func(w io.Writer) error {
		var names []string
		for _, x := range s.Scenarios {
			names = append(names, x.Name)
		}
		return json.NewEncoder(w).Encode(names)
	})
	mux.HandleFunc("POST "+under+"call/{scenario}/{call}", s.call)
	mux.HandleFunc("GET "+under+"events", s.events)
	return s.guard(mux)
}

// guard lets nobody in whose request is not of this page: not under another name (as of DNS
// that points here), not from another origin.
func (s *Site) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", page.Policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		site := r.Header.Get("Sec-Fetch-Site")
		switch origin := r.Header.Get("Origin"); {
		case !s.named(r.Host):
			http.Error(w, "this page is not served under this host name", http.StatusForbidden)
		case origin != "" && origin != "http://"+r.Host, site != "" && site != "same-origin" && site != "none":
			http.Error(w, "requests from other pages are refused", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// named reports whether a request may name this host so.
func (s *Site) named(host string) bool {
	u, err := url.Parse("http://" + host)
	if err != nil {
		return false
	}
	if u.Hostname() == "localhost" || slices.Contains(s.Hosts, u.Hostname()) {
		return true
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err == nil && ip.IsLoopback()
}

// call answers a call, line by line.
func (s *Site) call(w http.ResponseWriter, r *http.Request) {
	i := slices.IndexFunc(s.Scenarios, func(x Scenario) bool { return x.Name == r.PathValue("scenario") })
	name := r.PathValue("call")
	if i < 0 || !slices.Contains(desk.Calls(), name) {
		http.Error(w, "page not found", http.StatusNotFound)
		return
	}
	request, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostRequest))
	if err != nil {
		http.Error(w, "this request is too large", http.StatusRequestEntityTooLarge)
		return
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-r.Context().Done():
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := json.NewEncoder(w)
	flush := http.NewResponseController(w)
	send := func(reply desk.Reply) error {
		if err := out.Encode(reply); err != nil {
			return err
		}
		return flush.Flush()
	}
	g, err := s.ground(s.Scenarios[i])
	if err != nil {
		send(desk.Reply{Error: err.Error()}) // a reader that has gone away is no error
		return
	}
	desk.Do(r.Context(), g, name, request, send) // likewise
}

// ground is the scenario as its files now stand.
func (s *Site) ground(x Scenario) (*whatif.Ground, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stamp := x.Stamp()
	if o := s.open[x.Name]; o != nil && o.stamp == stamp {
		return o.ground, o.err
	}
	o := &opened{stamp: stamp}
	o.ground, o.err = x.Open()
	s.open[x.Name] = o
	return o.ground, o.err
}

// events tells a page which scenario has changed in its files.
func (s *Site) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	every := s.Every
	if every == 0 {
		every = time.Second
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	seen := map[string]string{}
	for {
		for _, x := range s.Scenarios {
			stamp := x.Stamp()
			if before, ok := seen[x.Name]; ok && before != stamp {
				io.WriteString(w, "data: "+strings.NewReplacer("\n", " ", "\r", " ").Replace(x.Name)+"\n\n")
			}
			seen[x.Name] = stamp
		}
		if flush.Flush() != nil {
			return
		}
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return
		}
	}
}

// Serve serves the site on a listener until a context ends, which also ends what is being
// played.
func (s *Site) Serve(ctx context.Context, on net.Listener) error {
	server := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(on); ctx.Err() == nil {
		return err
	}
	return nil
}
