package verbs

import (
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"net"
	"net/netip"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/site"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
)

type serve struct {
	*app.App
	listen    string
	noBrowser bool
	workers   frame.Whole
}

func serveCommand(a *app.App) *cobra.Command {
	s := &serve{App: a, workers: frame.Whole{Most: 1024}}
	anyScenarios := frame.Takes{Args: func(*cobra.Command, []string) error { return nil }, Words: frame.ScenarioArgs(1 << 10)}
	c := frame.Command("serve", anyScenarios, s.run)
	f := c.Flags()
	f.StringVar(&s.listen, "listen", "127.0.0.1:0", "serve at this `ADDRESS`: an IP address and a port, 0 for any free port")
	f.BoolVar(&s.noBrowser, "no-browser", false, "do not open a browser, only print the address")
	f.Var(&s.workers, "workers", "use `N` goroutines, 0 for one per processor; results do not depend on it")
	return c
}

func (s *serve) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = scenarios.ShippedNames()
		if i := slices.Index(args, tour); i > 0 { // it is shown first
			args = slices.Insert(slices.Delete(slices.Clone(args), i, i+1), 0, tour)
		}
	}
	here := &site.Site{Token: rand.Text(), Version: experiment.Version()}
	for _, arg := range args {
		if !s.IsShipped(arg) && !s.Exists(arg) {
			return app.NotFound(arg)
		}
		here.Scenarios = append(here.Scenarios, s.scenario(arg))
	}
	at, err := netip.ParseAddrPort(s.listen)
	if err != nil {
		return fmt.Errorf("--listen %s: write an IP address and a port, such as 127.0.0.1:8080", s.listen)
	}
	ctx, release := frame.Interruptible(ctx, s.App, s.Progress(), nil)
	defer release()
	on, err := new(net.ListenConfig).Listen(ctx, "tcp", at.String())
	if err != nil {
		return fmt.Errorf("cannot serve at %s: %w", at, err)
	}
	if !at.Addr().IsLoopback() {
		here.Hosts = append(here.Hosts, hostOf(on.Addr().String()))
		s.Say("Warning: this page is served to other machines, unencrypted.\n  Anyone who has its address can run simulations on this machine.\n  Without --listen it is served to this machine only.")
		if at.Addr().IsUnspecified() {
			here.Hosts = append(here.Hosts, numbersOf()...)
		}
	}
	address := fmt.Sprintf("http://%s/%s/", on.Addr(), here.Token)
	if _, err := fmt.Fprintln(s.Out, address); err != nil {
		on.Close()
		return err
	}
	s.Note("Open it in a browser on this machine. Press Ctrl-C to stop.")
	if !s.noBrowser {
		browse(address)
	}
	if err := here.Serve(ctx, on); err != nil {
		return fmt.Errorf("the page is no longer served: %w", err)
	}
	return nil
}

// scenario is one that is served by what was typed.
func (s *serve) scenario(arg string) site.Scenario {
	return site.Scenario{
		Name: arg,
		Open: func() (*whatif.Ground, error) { return s.ground(arg) },
		Stamp: func() string {
			if s.IsShipped(arg) {
				return ""
			}
			return stampOf(s.Root, s.Rooted(arg))
		},
	}
}

// ground reads a scenario to be asked.
func (s *serve) ground(arg string) (*whatif.Ground, error) {
	loaded, problems := s.Load(arg, scenarios.Options{})
	if problems.Failed() {
		return nil, problems
	}
	var player mc.Player = mc.Local{Workers: int(s.workers.Value)}
	file := filepath.Base(arg)
	if s.IsShipped(arg) {
		file = arg + ".yaml"
	}
	x, err := experiment.New(loaded)
	if err != nil {
		return nil, err
	}
	return whatif.New(x, arg, file, player)
}

// stampOf tells states of a file, and of the scenarios and tables beside it that it may
// read, apart.
func stampOf(root fs.FS, name string) string {
	folder := "."
	if i := strings.LastIndex(name, "/"); i >= 0 {
		folder = name[:i]
	}
	var all strings.Builder
	entries, _ := fs.ReadDir(root, folder) // what cannot be read has no stamp
	for _, e := range entries {
		if ext := strings.ToLower(filepath.Ext(e.Name())); ext != ".yaml" && ext != ".yml" && ext != ".csv" {
			continue
		}
		if info, err := e.Info(); err == nil {
			fmt.Fprintln(&all, e.Name(), info.Size(), info.ModTime().UnixNano())
		}
	}
	return all.String()
}

func hostOf(address string) string {
	host, _, _ := net.SplitHostPort(address) // of a listener, which has both
	return host
}

// numbersOf are the numbers of this machine.
func numbersOf() []string {
	var all []string
	addresses, _ := net.InterfaceAddrs() // a machine that does not tell is called by its own number
	for _, a := range addresses {
		if ip, _, err := net.ParseCIDR(a.String()); err == nil {
			all = append(all, ip.String())
		}
	}
	return all
}

// browse opens the browser of the system, where there is one.
func browse(address string) {
	open := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if open == nil {
		open = []string{"xdg-open"}
	}
	if c := exec.Command(open[0], append(open[1:], address)...); c.Start() == nil {
		go c.Wait() // its exit says nothing
	}
}
