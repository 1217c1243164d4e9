package cluster

import (
	"testing"

	"github.com/stretchr/testify/mock"
)

const anything = mock.Anything

// Groups are the shards, each once, and few enough for the history of a workflow.
func TestGroups(t *testing.T) {
	for _, shards := range []int{1, 2, 99, 100, 101, 700, 3200, 3201, mostShards} {
		r := Ref{Shards: shards}
		next := 0
		for g := range r.groups() {
			from, to := r.group(g)
			if from != next || to <= from || to-from > mostInGroup {
				t.Fatalf("of %d shards group %d is from %d to %d", shards, g, from, to)
			}
			next = to
		}
		if next != shards || shards <= 100 && r.groups() != shards {
			t.Errorf("of %d shards %d are in %d groups", shards, next, r.groups())
		}
	}
}

func TestShardsOf(t *testing.T) {
	for _, c := range []struct {
		trials int
		each   float64
		want   int
	}{{1, 100, 1}, {1000, 1000, 1}, {1001, 1000, 2}, {1000, 1, 16}, {64, 0.001, 1}, {1_000_000_000, 64, mostShards}} {
		if got := shardsOf(c.trials, c.each); got != c.want {
			t.Errorf("%d trials, about %v a shard: %d shards, not %d", c.trials, c.each, got, c.want)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]Address{
		"temporal://127.0.0.1:7233":                 {"127.0.0.1:7233", "default"},
		"temporal://temporal.example.org:443/a.b-c": {"temporal.example.org:443", "a.b-c"},
		"temporal://[::1]:7233/":                    {"[::1]:7233", "default"},
	} {
		if got, err := ParseAddress(text); got != want || err != nil {
			t.Errorf("%s is %+v, error %v", text, got, err)
		}
	}
	for _, text := range []string{"", "127.0.0.1:7233", "http://127.0.0.1:7233", "temporal://host", "temporal://me:secret@host:7233", "temporal://host:7233?key=1"} {
		if got, err := ParseAddress(text); err == nil {
			t.Errorf("%s is %+v", text, got)
		}
	}
}
