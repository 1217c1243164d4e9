package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"magnetsim/cmd/magnetsim-cluster/internal/command"
	"magnetsim/cmd/magnetsim/program"
)

// serverVariable names the program "temporal", with whose development server faults are
// tried for real: processes are killed, and the store is taken away. It takes some minutes.
const serverVariable = "MAGNETSIM_TEMPORAL"

// asProgram lets the program of the tests be magnetsim-cluster.
const asProgram = "MAGNETSIM_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(command.Run(context.Background(), program.System(), os.Args[1:]))
	}
	os.Exit(m.Run())
}

// site is a folder with a server, a store and programs that run.
type site struct {
	*testing.T
	dir, address, store string
	program             string
	server              *process
}

// process is a program that runs, with what it says.
type process struct {
	*exec.Cmd
	said *os.File
	over chan error
}

// begin runs a program.
func (s *site) begin(name string, args ...string) *process {
	s.Helper()
	said, err := os.CreateTemp(s.dir, "said-")
	if err != nil {
		s.Fatal(err)
	}
	p := &process{exec.Command(name, args...), said, make(chan error, 1)}
	p.Dir, p.Stdout, p.Stderr = s.dir, said, said
	p.Env = append(os.Environ(), asProgram+"=1", "MAGNETSIM_STORE="+s.store)
	if err := p.Start(); err != nil {
		s.Fatal(err)
	}
	go func() { p.over <- p.Wait() }()
	s.Cleanup(func() { p.Process.Kill() })
	return p
}

// text is what a process has said.
func (p *process) text() string {
	data, err := os.ReadFile(p.said.Name())
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// kill ends a process as a power cut would.
func (p *process) kill() { p.Process.Kill(); <-p.over; p.over <- nil }

// magnetsim begins a command of the program that plays at the site.
func (s *site) magnetsim(args ...string) *process {
	return s.begin(s.program, append(args, "--on", s.address)...)
}

// worker begins a worker of one shard at a time.
func (s *site) worker() *process {
	s.Helper()
	return s.workerOf(s.program)
}

func (s *site) workerOf(program string) *process {
	s.Helper()
	w := s.begin(program, "worker", "--on", s.address, "--workers", "1")
	s.until("a worker begins", time.Minute, func() bool { return strings.Contains(w.text(), "Press Ctrl-C to stop") })
	return w
}

// until waits for something.
func (s *site) until(what string, most time.Duration, happened func() bool) {
	s.Helper()
	for end := time.Now().Add(most); !happened(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			s.Fatalf("%s: not within %s", what, most)
		}
	}
}

// shards is how many shards are in the store.
func (s *site) shards() (n int) {
	filepath.WalkDir(s.store, func(path string, _ fs.DirEntry, _ error) error {
		if strings.HasSuffix(path, ".shard") {
			n++
		}
		return nil
	})
	return n
}

// startServer begins the server, with what it knew before.
func (s *site) startServer() {
	s.Helper()
	_, port, err := net.SplitHostPort(strings.TrimPrefix(s.address, "temporal://"))
	if err != nil {
		s.Fatal(err)
	}
	s.server = s.begin(os.Getenv(serverVariable), "server", "start-dev", "--ip", "127.0.0.1", "--port", port, "--headless", "--db-filename", filepath.Join(s.dir, "temporal.db"), "--log-level", "error")
	s.until("the server answers", time.Minute, func() bool {
		c, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			c.Close()
		}
		return err == nil
	})
	time.Sleep(time.Second) // until it has its namespace
}

func newSite(t *testing.T) *site {
	t.Helper()
	if os.Getenv(serverVariable) == "" {
		t.Skip(serverVariable + " names no server")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{T: t, dir: t.TempDir(), address: "temporal://" + address, program: self}
	s.store = filepath.Join(s.dir, "store")
	s.startServer()
	return s
}

// asked is what all are asked to play: twelve shards of some seconds.
var asked = []string{"run", "minimal", "--trials", "600000", "--no-plots", "--shard-trials", "50000"}

// on is the site for a subtest, with a store of its own.
func (s *site) on(t *testing.T) *site {
	t.Helper()
	one := *s
	one.T, one.store = t, filepath.Join(s.dir, t.Name(), "store")
	return &one
}

// ends waits for a command, which must leave what one machine leaves.
func (s *site) ends(p *process, folder, whole string) {
	s.Helper()
	select {
	case err := <-p.over:
		if err != nil {
			s.Fatalf("%v: %s", err, p.text())
		}
	case <-time.After(10 * time.Minute):
		s.Fatalf("it does not end: %s", p.text())
	}
	got, want := filesIn(s.T, filepath.Join(s.dir, folder)), filesIn(s.T, whole)
	if len(want) < 9 || len(got) != len(want) {
		s.Errorf("%d files, and one machine leaves %d", len(got), len(want))
	}
	for name, data := range want {
		if name != "manifest.json" && !bytes.Equal(got[name], data) {
			s.Errorf("%s differs", name)
		}
	}
	if n := s.shards(); n > 0 {
		s.Errorf("%d shards are left in the store", n)
	}
}

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all[strings.TrimPrefix(path, dir+"/")], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestFaults kills what can be killed. After each fault the results are those of one machine.
func TestFaults(t *testing.T) {
	s := newSite(t)
	whole := filepath.Join(s.dir, "whole")
	alone := s.begin(s.program, "run", "minimal", "--trials", "600000", "--no-plots", "-o", whole)
	if err := <-alone.over; err != nil {
		t.Fatalf("%v: %s", err, alone.text())
	}
	// play begins the command, and waits until some shards are played.
	play := func(s *site, some int) (*process, string) {
		s.Helper()
		folder := "out-" + filepath.Base(s.Name())
		p := s.magnetsim(append(asked, "-o", folder)...)
		s.until("shards are played", 5*time.Minute, func() bool { return s.shards() >= some })
		return p, folder
	}

	t.Run("worker killed in mid-shard", func(t *testing.T) {
		s := s.on(t)
		first := s.worker()
		p, folder := play(s, 2)
		first.kill()
		defer s.worker().kill()
		s.ends(p, folder, whole)
	})

	t.Run("worker asked to end", func(t *testing.T) {
		s := s.on(t)
		first := s.worker()
		p, folder := play(s, 2)
		first.Process.Signal(syscall.SIGTERM)
		if err := <-first.over; err != nil {
			t.Errorf("%v: %s", err, first.text())
		}
		defer s.worker().kill()
		s.ends(p, folder, whole)
	})

	// A worker that is held up for so long that others play its shard, and then goes on,
	// writes it a second time.
	t.Run("shard played twice", func(t *testing.T) {
		s := s.on(t)
		first := s.worker()
		p, folder := play(s, 2)
		first.Process.Signal(syscall.SIGSTOP)
		second := s.worker()
		defer second.kill()
		s.until("another plays on", 5*time.Minute, func() bool { return s.shards() >= 6 })
		first.Process.Signal(syscall.SIGCONT)
		defer first.kill()
		s.ends(p, folder, whole)
	})

	t.Run("server killed", func(t *testing.T) {
		all := s
		s := s.on(t)
		defer s.worker().kill()
		p, folder := play(s, 2)
		all.server.kill()
		time.Sleep(5 * time.Second)
		all.startServer()
		s.ends(p, folder, whole)
	})

	t.Run("store away", func(t *testing.T) {
		s := s.on(t)
		defer s.worker().kill()
		p, folder := play(s, 2)
		away := s.store + "-away"
		if err := os.Rename(s.store, away); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(s.store, nil, 0o666); err != nil { // in the way of a new one
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if err := os.Remove(s.store); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(away, s.store); err != nil {
			t.Fatal(err)
		}
		s.ends(p, folder, whole)
	})

	t.Run("store full", func(t *testing.T) {
		s := s.on(t)
		if err := os.MkdirAll(s.store, 0o777); err != nil {
			t.Fatal(err)
		}
		mount := func(size string) error {
			return exec.Command("mount", "-t", "tmpfs", "-o", "remount,size="+size, "none", s.store).Run()
		}
		if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=60m", "none", s.store).Run(); err != nil {
			t.Skip("a small file system cannot be mounted here")
		}
		defer exec.Command("umount", "-l", s.store).Run()
		defer s.worker().kill()
		p, folder := play(s, 1)
		s.until("the command tells of it", 5*time.Minute, func() bool { return strings.Contains(p.text(), "no space left on device") })
		if err := mount("1g"); err != nil {
			t.Fatal(err)
		}
		s.ends(p, folder, whole)
	})

	t.Run("worker of another build", func(t *testing.T) {
		s := s.on(t)
		data, err := os.ReadFile(s.program)
		if err != nil {
			t.Fatal(err)
		}
		other := filepath.Join(s.dir, "another")
		if err := os.WriteFile(other, append(data, 0), 0o777); err != nil {
			t.Fatal(err)
		}
		defer s.workerOf(other).kill()
		p := s.magnetsim(append(asked, "-o", "out-build")...)
		s.until("it is told", 3*time.Minute, // the workers of before are still remembered
			func() bool {
				return strings.Contains(p.text(), "Waiting for a worker of this build") && strings.Contains(p.text(), "workers of other builds, which are not used")
			})
		if n := s.shards(); n > 0 {
			t.Errorf("it has played %d shards", n)
		}
		defer s.worker().kill()
		s.ends(p, "out-build", whole)
	})

	t.Run("client killed", func(t *testing.T) {
		s := s.on(t)
		defer s.worker().kill()
		p, folder := play(s, 2)
		p.kill()
		there := s.shards()
		again := s.magnetsim(append(asked, "-o", folder+"-again")...)
		s.until("it goes on", time.Minute, func() bool { return s.shards() > there })
		s.ends(again, folder+"-again", whole)
	})

	t.Run("interrupted", func(t *testing.T) {
		s := s.on(t)
		defer s.worker().kill()
		p, folder := play(s, 3)
		p.Process.Signal(os.Interrupt)
		<-p.over
		if code := p.ProcessState.ExitCode(); code != 130 || !strings.Contains(p.text(), "the same command continues from them") {
			t.Errorf("exit code %d: %s", code, p.text())
		}
		there := s.shards()
		if there < 3 {
			t.Errorf("%d shards are kept", there)
		}
		// The same command takes up what was played.
		p = s.magnetsim(append(asked, "-o", folder)...)
		s.ends(p, folder, whole)
	})

	t.Run("detached", func(t *testing.T) {
		s := s.on(t)
		defer s.worker().kill()
		d := s.magnetsim(append(asked, "--detach", "-q")...)
		if err := <-d.over; err != nil {
			t.Fatalf("%v: %s", err, d.text())
		}
		id := strings.TrimSpace(d.text())
		a := s.magnetsim("attach", id, "-o", "out-detached")
		s.until("shards are played", 5*time.Minute, func() bool { return s.shards() >= 2 })
		a.kill()
		s.ends(s.magnetsim("attach", id, "-o", "out-detached"), "out-detached", whole)
		if gone := s.magnetsim("attach", id); <-gone.over == nil || !strings.Contains(gone.text(), "it was already fetched") {
			t.Error(fmt.Sprint("it is fetched twice: ", gone.text()))
		}
	})
}
