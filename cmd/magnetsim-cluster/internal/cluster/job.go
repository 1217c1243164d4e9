package cluster

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/sim/mc"
)

// Job is a command that a worker runs, with the files that it reads.
type Job struct {
	Build   string
	Args    []string
	PerPart int               // as that of a Player
	Dir     string            // absolute, in which it was typed
	Files   map[string][]byte // by absolute path, without the leading slash
}

// Done is what a job left.
type Done struct {
	Code     int // its exit code
	Out, Err []byte
	Files    map[string][]byte // by path in the folder in which it ran
}

// Runner runs a job in a folder, which begins empty, and returns the exit code.
type Runner func(ctx context.Context, j Job, dir string, player mc.Player, out, messages io.Writer) int

// jobID is the name of a job: by what it is, so that the same is not run twice.
func jobID(j Job) string {
	letter, _ := json.Marshal(j) // of strings and bytes, which cannot fail
	sum := sha256.Sum256(letter)
	return hex.EncodeToString(sum[:6])
}

func jobName(id, what string) string { return "jobs/" + id + "." + what }
func jobWorkflow(id string) string   { return "magnetsim-job-" + id }

// RunJob is the workflow of a job.
func RunJob(ctx workflow.Context, id string) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 30 * 24 * time.Hour, HeartbeatTimeout: mostSilence, RetryPolicy: &tries, WaitForCancellation: true,
	})
	var office *Office
	return workflow.ExecuteActivity(ctx, office.Command, id).Get(ctx, nil)
}

// Office is where detached commands run: an activity of a worker.
type Office struct {
	Store  *store.Store
	Client client.Client
	Run    Runner
}

// Command runs the command of a job and writes what it left. Begun anew on another worker,
// it goes on with what was played.
func (o *Office) Command(ctx context.Context, id string) error {
	var j Job
	if err := readJSON(ctx, o.Store, jobName(id, "job"), &j); err != nil {
		return err
	}
	if j.Build != buildID() {
		return never(fmt.Errorf("the job is of the build %s, but this worker is of %s", j.Build, buildID()))
	}
	dir, err := os.MkdirTemp("", "magnetsim-job-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var out bytes.Buffer
	messages := &lines{}
	ctx, over := context.WithCancel(ctx)
	defer over()
	go live(ctx, usualBeat, func() any { return messages.last() })
	player := &Player{Client: o.Client, Store: o.Store, PerPart: j.PerPart, Say: func(format string, args ...any) { fmt.Fprintf(messages, format+"\n", args...) }}
	code := o.Run(ctx, j, dir, player, &out, messages)
	if err := ctx.Err(); err != nil {
		return err
	}
	files, err := filesIn(dir)
	if err != nil {
		return err
	}
	if err := writeJSON(ctx, o.Store, jobName(id, "done"), Done{code, out.Bytes(), messages.text(), files}); err != nil {
		return err
	}
	if code != 0 {
		return nil // what was played is kept for another try
	}
	return player.Tidy(ctx)
}

// filesIn are the files beneath a folder.
func filesIn(dir string) (map[string][]byte, error) {
	all, from := map[string][]byte{}, os.DirFS(dir)
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all[name], err = fs.ReadFile(from, name)
		}
		return err
	})
	return all, err
}

// lines are the messages of a command, of which the last is told now and then.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

// Write implements io.Writer.
func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *lines) text() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return bytes.Clone(l.all.Bytes())
}

// last is the last whole line.
func (l *lines) last() string {
	text := bytes.TrimRight(l.text(), "\n")
	return string(text[bytes.LastIndexByte(text, '\n')+1:])
}

func readJSON(ctx context.Context, s *store.Store, name string, into any) error {
	return s.Read(ctx, name, func(r io.Reader) error { return json.NewDecoder(r).Decode(into) })
}

func writeJSON(ctx context.Context, s *store.Store, name string, x any) error {
	return s.Write(ctx, name, func(w io.Writer) error { return json.NewEncoder(w).Encode(x) })
}

// Post lays a job into the store and begins it, and returns its name. One that is under way,
// or waits to be fetched, is not begun again.
func Post(ctx context.Context, c client.Client, s *store.Store, j Job) (id string, err error) {
	j.Build = buildID()
	id = jobID(j)
	if there, err := s.Has(ctx, jobName(id, "done")); there || err != nil {
		return id, err
	}
	if err := writeJSON(ctx, s, jobName(id, "job"), j); err != nil {
		return id, err
	}
	_, err = c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: jobWorkflow(id), TaskQueue: jobQueue(), WorkflowIDConflictPolicy: useExisting,
	}, RunJob, id)
	return id, err
}

// Attach waits for a job, shows its messages, and returns what it left.
func Attach(ctx context.Context, c client.Client, s *store.Store, id string, say func(format string, args ...any)) (Done, error) {
	p := &Player{Client: c, Store: s, Say: say}
	var d Done
	if there, err := s.Has(ctx, jobName(id, "job")); err != nil || !there {
		return d, errors.Join(err, fmt.Errorf("the store %s has no job %s: it was already fetched, or is in another store", s, id))
	}
	ended := make(chan error, 1)
	go func() {
		_, err := retry(ctx, p, func() (bool, error) { return true, c.GetWorkflow(ctx, jobWorkflow(id), "").Get(ctx, nil) })
		ended <- err
	}()
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			if err != nil {
				return d, fmt.Errorf("the job %s: %w", id, plainly(err))
			}
			return d, readJSON(ctx, s, jobName(id, "done"), &d)
		case <-tick.C:
			p.lookAtJob(ctx, id)
		}
	}
}

// plainly is how a job ended, without what the server wraps around it.
func plainly(err error) error {
	var at *temporal.ApplicationError
	if errors.As(err, &at) {
		return errors.New(at.Message())
	}
	return err
}

// lookAtJob tells the last message of a job, and what keeps it up.
func (p *Player) lookAtJob(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	job, err := p.Client.DescribeWorkflow(ctx, jobWorkflow(id), "")
	if err != nil {
		return
	}
	for _, a := range job.RawResponse.GetPendingActivities() {
		for _, payload := range a.GetHeartbeatDetails().GetPayloads() {
			var line string
			if converter.GetDefaultDataConverter().FromPayload(payload, &line) == nil && line != "" {
				p.once("%s", line)
			}
		}
		if f := a.GetLastFailure(); f != nil {
			p.once("It failed and is tried again: %s", f.GetMessage())
		}
	}
}

// Cancel ends a job, and removes it.
func Cancel(ctx context.Context, c client.Client, s *store.Store, id string) error {
	if err := c.CancelWorkflow(ctx, jobWorkflow(id), ""); err != nil {
		return fmt.Errorf("the job %s: %w", id, err)
	}
	return Forget(ctx, s, id)
}

// Forget removes from the store what a job left.
func Forget(ctx context.Context, s *store.Store, id string) error {
	return s.Remove(ctx, jobName(id, ""))
}
