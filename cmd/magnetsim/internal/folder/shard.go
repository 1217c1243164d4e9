package folder

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/s2"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/sim/mc"
)

// ShardEnd is how the names of shards end.
const ShardEnd = ".shard"

// shardFormat is the version of a shard's format.
const shardFormat = 3

// Part is the shards of a run or a sweep that lie in one file, from First to Last, of so many,
// each from 1. The zero Part is none.
type Part struct {
	First int `json:"shard"`
	Last  int `json:"last"`
	Of    int `json:"shards"`
}

// MostShards is the most into which a run or a sweep is cut.
const MostShards = 100_000

// ParsePart reads "3/64", or "1-8/64" for the first eight; false for what is no part.
func ParsePart(text string) (p Part, ok bool) {
	which, of, _ := strings.Cut(text, "/")
	first, last, several := strings.Cut(which, "-")
	if !several {
		last = first
	}
	for _, x := range []struct {
		text string
		into *int
	}{{first, &p.First}, {last, &p.Last}, {of, &p.Of}} {
		n, err := strconv.Atoi(x.text)
		if err != nil {
			return Part{}, false
		}
		*x.into = n
	}
	return p, p.sound()
}

func (p Part) sound() bool {
	return 1 <= p.First && p.First <= p.Last && p.Last <= p.Of && p.Of <= MostShards
}

// String is the part as ParsePart reads it; "" for none.
func (p Part) String() string {
	switch {
	case p.Of == 0:
		return ""
	case p.First == p.Last:
		return fmt.Sprintf("%d/%d", p.First, p.Of)
	}
	return fmt.Sprintf("%d-%d/%d", p.First, p.Last, p.Of)
}

// name is the part in the name of a file: 03-of-64, or 01-to-08-of-64.
func (p Part) name() string {
	wide := len(fmt.Sprint(p.Of))
	if p.First == p.Last {
		return fmt.Sprintf("%0*d-of-%d", wide, p.First, p.Of)
	}
	return fmt.Sprintf("%0*d-to-%0*d-of-%d", wide, p.First, wide, p.Last, p.Of)
}

// On is the plan of the part, as one that is merged with the others.
func (p Part) On(whole mc.Plan) mc.Plan {
	part := whole.On(whole.Span().Shards(p.First-1, p.Last, p.Of))
	part.Of = whole.Trials
	return part
}

// ShardHead is the first line of a shard: what it is a part of, and how it was played.
// Behind it stands what was played: the recording of its trials (mc.Record), or, packed, its
// cells.
type ShardHead struct {
	Format int    `json:"magnetsim_shard"` // version
	Verb   string `json:"verb"`            // "run" or "sweep"
	Part
	Scenario string `json:"scenario"` // its name
	Hash     string `json:"hash"`     // of the resolved scenario; of a sweep also of its cells
	Seed     uint64 `json:"seed"`
	Sampling string `json:"sampling"`
	Trials   int    `json:"of_trials"` // of all shards
	Build    string `json:"build"`

	// Flags are those with which, beside the files, any of the shards is played again.
	Flags []string `json:"flags,omitempty"`

	Task  *experiment.Task `json:"task,omitempty"`  // of a run
	Sweep *ShardOfSweep    `json:"sweep,omitempty"` // of a sweep
}

// ShardFile is a resolved scenario, by the name of its file in the folder of the shards.
type ShardFile struct {
	Name string `json:"name"`
	YAML string `json:"yaml"`
}

// ShardOfSweep is what cells a sweep has.
type ShardOfSweep struct {
	Files      []ShardFile `json:"files"`
	Cases      [][]string  `json:"cases"` // by file; "" for the scenario as it stands
	AllMetrics bool        `json:"all_metrics,omitempty"`
}

// NewShardHead is the head of a part of an experiment.
func NewShardHead(x *experiment.Experiment, part Part) ShardHead {
	task, _ := experiment.TaskOf(part.On(x.Plan()))
	task.Rows = true
	run := x.Loaded.Run
	return ShardHead{
		Format: shardFormat, Verb: "run", Part: part, Scenario: x.Loaded.Name, Hash: x.Hash,
		Seed: run.Seed, Sampling: run.Sampling, Trials: run.Trials, Build: experiment.BuildOf().String(), Task: &task,
	}
}

// NewSweepHead is the head of a part of a sweep, of which name, hash, trials and flags are
// for the verb to say.
func NewSweepHead(part Part, cells ShardOfSweep) ShardHead {
	return ShardHead{Format: shardFormat, Verb: "sweep", Part: part, Build: experiment.BuildOf().String(), Sweep: &cells}
}

// Name is the name of the file: shard-03-of-64.shard.
func (h ShardHead) Name() string { return "shard-" + h.name() + ShardEnd }

// Unlike says in what two shards are not of one run; "" where they are.
func (h ShardHead) Unlike(o ShardHead) string {
	for _, x := range []struct {
		what    string
		was, is any
	}{
		{"the command", o.Verb, h.Verb}, {"the scenario", o.Scenario, h.Scenario}, {"the seed", o.Seed, h.Seed}, {"the sampling plan", o.Sampling, h.Sampling},
		{"the total number of trials", o.Trials, h.Trials}, {"the number of shards", o.Of, h.Of}, {"the build of the program", o.Build, h.Build},
	} {
		if x.was != x.is {
			return fmt.Sprintf("%s is %v, not %v", x.what, x.was, x.is)
		}
	}
	switch {
	case h.Hash != o.Hash:
		return "a value of the scenario, its policies or its cells is different"
	case h.Sweep != nil && h.Sweep.AllMetrics != o.Sweep.AllMetrics:
		return "the metrics that are kept are different"
	}
	return ""
}

// Scenarios are the resolved scenarios that shards are of.
func (h ShardHead) Scenarios() []ShardFile {
	if h.Sweep != nil {
		return h.Sweep.Files
	}
	return []ShardFile{{experiment.ResolvedName, h.Task.Scenario}}
}

// Command is the command that plays one of as many shards, from 1, into a folder.
func (h ShardHead) Command(shard int, dir string) string {
	words := []string{"magnetsim", h.Verb}
	for _, f := range h.Scenarios() {
		words = append(words, filepath.Join(dir, filepath.FromSlash(f.Name)))
	}
	words = append(words, h.Flags...)
	words = append(words, "--shard", Part{shard, shard, h.Of}.String(), "-o", dir)
	return strings.Join(app.Each(words, quoted), " ")
}

// quoted is a word as a shell takes it.
func quoted(word string) string {
	if !strings.ContainsFunc(word, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+=,@", r))
	}) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// Write writes a shard: its head, and what record writes.
func (h ShardHead) Write(w io.Writer, record func(io.Writer) error) error {
	line, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if _, err := w.Write(append(line, '\n')); err != nil {
		return err
	}
	if h.Task != nil { // a recording is packed already
		return record(w)
	}
	packed := s2.NewWriter(w)
	return errors.Join(record(packed), packed.Close())
}

// Shard is a shard in a file.
type Shard struct {
	ShardHead
	Path string // absolute
}

// mostHead is more bytes than the head of any shard has.
const mostHead = 64 << 20

// OpenShard reads the head of a shard.
func OpenShard(path string) (*Shard, error) {
	s := &Shard{Path: path}
	return s, s.read(func(io.Reader) error { return nil })
}

// Read reads the recording in a shard.
func (s *Shard) Read(replay func(recording io.Reader) error) error {
	return s.read(func(rest io.Reader) error {
		if s.Sweep != nil {
			rest = s2.NewReader(rest)
		}
		return replay(rest)
	})
}

// read reads the head, and hands on what follows it.
func (s *Shard) read(then func(rest io.Reader) error) error {
	f, err := openRegular(s.Path)
	if err != nil {
		return app.Reason(err)
	}
	defer f.Close()
	from := bufio.NewReaderSize(f, 1<<16)
	limited := bufio.NewReader(io.LimitReader(from, mostHead))
	line, err := limited.ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &s.ShardHead) != nil || s.Format == 0 {
		return errors.New("it is not in the format of a shard")
	}
	if s.Format != shardFormat || (s.Task == nil) == (s.Sweep == nil) || s.Sweep != nil && len(s.Sweep.Files) == 0 || !s.sound() {
		return fmt.Errorf("it is not of version %d of the format, which this program reads", shardFormat)
	}
	return then(io.MultiReader(limited, from))
}

// Shards are the shards in a folder, in the order of their names.
func Shards(a *app.App, dir string) ([]*Shard, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %s", a.Shown(dir))
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w\n  give a folder of shards", a.Shown(dir), app.Reason(err))
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return e.IsDir() || strings.HasPrefix(e.Name(), ".") || !strings.HasSuffix(e.Name(), ShardEnd)
	})
	var all []*Shard
	for _, e := range entries {
		s, err := OpenShard(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("%s cannot be used: %w\n  remove it and play it again", a.Shown(filepath.Join(dir, e.Name())), err)
		}
		all = append(all, s)
	}
	return all, nil
}
