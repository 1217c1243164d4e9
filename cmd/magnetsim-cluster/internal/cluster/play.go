package cluster

import (
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

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/sim/mc"
)

// play is a plan that is played in shards, as it lies in the store.
type play struct {
	Build  string // that plays it, by buildID
	Task   experiment.Task
	Shards int
}

// Ref says where a play lies, and how it is cut: all that a workflow knows of it.
type Ref struct {
	ID     string // by what is played, and the build
	Shards int
	Shown  int // of the first so many trials are wanted, and not their sample alone
}

// Name is the name of the play in the store.
func (r Ref) Name() string { return r.folder() + "play" }

// folder begins the names of all that belongs to the play.
func (r Ref) folder() string { return "plays/" + r.ID + "." }

// shardEnd ends the names of what shards gave.
const shardEnd = ".shard"

// shardName is the name of what a shard gave, and groupName of what the shards of a group
// gave, put together.
func (r Ref) shardName(i int) string {
	return fmt.Sprintf("%s%06d-of-%d%s", r.folder(), i, r.Shards, shardEnd)
}
func (r Ref) groupName(g int) string {
	return fmt.Sprintf("%s%06d-of-%d.group", r.folder(), g, r.groups())
}

// mostInGroup is the most shards in a group, and so in the history of one workflow.
const mostInGroup = 32

// inGroup is how many shards are in a group: few where there are few, so that progress is
// seen.
func (r Ref) inGroup() int { return min(mostInGroup, (r.Shards+99)/100) }

func (r Ref) groups() int { return (r.Shards + r.inGroup() - 1) / r.inGroup() }

// group is the first shard of a group, and the one after its last.
func (r Ref) group(g int) (from, to int) {
	return g * r.inGroup(), min((g+1)*r.inGroup(), r.Shards)
}

// merged reports whether workers put what the shards of a group gave together.
func (r Ref) merged(g int) bool {
	from, to := r.group(g)
	return from >= r.Shown && to-from > 1
}

// buildID tells builds apart: the version, and the hash of the program's file.
var buildID = sync.OnceValue(func() string {
	sum := sha256.New()
	path, err := os.Executable()
	if err == nil {
		var f *os.File
		if f, err = os.Open(path); err == nil {
			_, err = io.Copy(sum, f)
			err = errors.Join(err, f.Close())
		}
	}
	if err != nil {
		return experiment.BuildOf().String()
	}
	return experiment.BuildOf().String() + " " + hex.EncodeToString(sum.Sum(nil)[:6])
})

// Build names the build of this program, for people.
func Build() string { return buildID() }

// put lays a task into the store, cut into as many shards as cut says, and returns where;
// where it lies there already it stays as it was cut.
func put(ctx context.Context, s *store.Store, t experiment.Task, cut func() (int, error)) (Ref, error) {
	letter, err := json.Marshal(t)
	if err != nil {
		return Ref{}, err
	}
	sum := sha256.Sum256(append(letter, buildID()...))
	r := Ref{ID: hex.EncodeToString(sum[:16])}
	there, err := read(ctx, s, r)
	if err == nil {
		return r.cut(t, there.Shards), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return r, err
	}
	shards, err := cut()
	if err != nil || shards == 0 {
		return r, err
	}
	r = r.cut(t, shards)
	return r, s.Write(ctx, r.Name(), func(w io.Writer) error {
		return json.NewEncoder(w).Encode(play{buildID(), t, r.Shards})
	})
}

// cut is the play of a task in so many shards.
func (r Ref) cut(t experiment.Task, shards int) Ref {
	r.Shards, r.Shown = shards, 0
	all := mc.Span{First: t.First, Trials: t.Trials}
	for t.Rows && r.Shown < shards && t.Shows.Trials(all.Shard(r.Shown, shards)) > 0 {
		r.Shown++
	}
	return r
}

func read(ctx context.Context, s *store.Store, r Ref) (p play, err error) {
	err = s.Read(ctx, r.Name(), func(from io.Reader) error { return json.NewDecoder(from).Decode(&p) })
	return p, err
}

// part is the plan of shards of a play, from one to before another.
func (r Ref) part(p mc.Plan, from, to int) mc.Plan {
	part := p.On(p.Span().Shards(from, to, r.Shards))
	part.Of = max(p.Of, p.Trials)
	return part
}
