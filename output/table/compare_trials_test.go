package table

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
)

// What was written is read, variant by variant, over more than one row group and
// without the trial that failed.
func TestReadTrials(t *testing.T) {
	var file bytes.Buffer
	w := NewTrialsParquet(&file, testColumns)
	const blocks, lanes = 700, 32 // 44,800 rows
	play(t, w, blocks, lanes)
	got, err := ReadTrials(bytes.NewReader(file.Bytes()), int64(file.Len()), []string{"shortfall.auto", "no.such"})
	if err != nil {
		t.Fatal(err)
	}
	want := writtenBy(t, blocks, lanes)
	if len(got) != 2 || got[0].Policy != "none" || got[1].Case != "slow, very" || got[1].Policy != "=sixty" {
		t.Fatalf("%+v", got)
	}
	for v, x := range got {
		if !slices.Equal(x.Metrics[0], want[v]) || x.Metrics[1] != nil {
			t.Errorf("variant %d: %d values, want %d", v, len(x.Metrics[0]), len(want[v]))
		}
		if len(x.Trials) != blocks*lanes-1 || x.Trials[2] != 2 || x.Trials[3] != 4 {
			t.Errorf("variant %d: trials %v…", v, x.Trials[:5])
		}
	}
}

// keeper keeps a column of what it is given.
type keeper [2][]float64

func (k *keeper) Write(r output.Block) error {
	v := 0
	if r.Variant == testVariants[1] {
		v = 1
	}
	for lane, x := range r.Column(1) {
		if r.OK == nil || r.OK(lane) {
			k[v] = append(k[v], x)
		}
	}
	return nil
}

func (k *keeper) Close() error { return nil }

func writtenBy(t *testing.T, blocks, lanes int) keeper {
	var k keeper
	play(t, &k, blocks, lanes)
	return k
}

func TestReadTrialsRefuses(t *testing.T) {
	var file bytes.Buffer
	play(t, NewTrialsParquet(&file, testColumns), 1, 32)
	if _, err := ReadTrials(bytes.NewReader(file.Bytes()), int64(file.Len()), []string{"first_short.auto"}); err == nil || !strings.Contains(err.Error(), "no number in some trials") {
		t.Errorf("a time beyond the horizon: %v", err)
	}
	if _, err := ReadTrials(strings.NewReader("trial,policy"), 12, nil); err == nil {
		t.Error("a text is read as Parquet")
	}
}
