package study

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// armOf is an arm whose trial i lost so much.
func armOf(draws string, losses ...float64) *Arm {
	a := &Arm{Draws: draws, Loss: losses}
	for i := range losses {
		a.Trials = append(a.Trials, uint64(i))
	}
	return a
}

// noisy is an arm of n trials about a mean. The same seed gives the same noise.
func noisy(seed uint64, n int, mean, sd float64) *Arm {
	random := rand.New(rand.NewPCG(seed, 1))
	losses := make([]float64, n)
	for i := range losses {
		losses[i] = mean + sd*random.NormFloat64()
	}
	return armOf(fmt.Sprint(seed), losses...)
}

func batched(arms ...*Arm) []*Batches {
	var all []*Batches
	for _, a := range arms {
		all = append(all, a.InBatches())
	}
	return all
}

// Policy 0 loses 25 on average over two cases, policy 2 27; but where policy 1
// would have been right, policy 0 loses 20 more than that, policy 2 never more
// than 14. On common draws the noise cancels.
func TestChooseTellsRobustFromBest(t *testing.T) {
	arms := [][]*Batches{
		batched(noisy(1, 400, 10, 50), noisy(2, 400, 40, 50)),
		batched(noisy(1, 400, 60, 50), noisy(2, 400, 20, 50)),
		batched(noisy(1, 400, 24, 50), noisy(2, 400, 30, 50)),
	}
	c, ok := Choose(arms, Mean)
	if !ok || !slices.Equal(c.Average, []int{0}) || !slices.Equal(c.Robust, []int{2}) {
		t.Errorf("%+v %v: policy 0 is the best on average, policy 2 robust", c, ok)
	}
	// Sums of 400 numbers below 300 round by less than 400·300·2^-52 each.
	for p, want := range []float64{20, 50, 14} {
		within(t, "worst regret", c.Regrets[p].Worst, want, 1e-9)
	}
}

// Of a policy that is equal but for noise of its own, 5 on average from a sample
// of 400 with a standard deviation of 50 a trial, nothing can be told.
func TestChooseKnowsNoise(t *testing.T) {
	c, ok := Choose([][]*Batches{batched(noisy(1, 400, 100, 50)), batched(noisy(2, 400, 101, 50))}, Mean)
	if !ok || len(c.Average) != 2 || len(c.Robust) != 2 {
		t.Errorf("%+v %v", c, ok)
	}
	c, _ = Choose([][]*Batches{batched(noisy(1, 20, 100, 1)), batched(noisy(1, 20, 200, 1))}, Mean)
	if !slices.Equal(c.Average, []int{0, 1}) || !c.Untold {
		t.Errorf("of 20 trials, best on average: %v; nothing can be told of so few", c.Average)
	}
}

func TestChooseNeedsAll(t *testing.T) {
	full := batched(noisy(1, 50, 1, 1), noisy(1, 50, 2, 1))
	for what, arms := range map[string][][]*Batches{
		"nothing":       nil,
		"no case":       {{}},
		"a policy less": {full, {full[0], nil}},
	} {
		if c, ok := Choose(arms, Mean); ok {
			t.Errorf("%s: %+v", what, c)
		}
	}
	if _, ok := Choose([][]*Batches{full}, Cost); ok {
		t.Error("a choice by a cost that is not known")
	}
	if _, ok := Choose([][]*Batches{batched(noisy(1, 30, 100, 1))}, Tail); ok { // the worst 5% are 1.5 trials
		t.Error("a choice by CVaR95 of thirty trials")
	}
	if c, ok := Choose([][]*Batches{full}, Tail); !ok || c.Regrets[0].Worst != 0 {
		t.Errorf("%+v %v of a single policy", c, ok)
	}
}

// The mean of the parts is that of the trials, though their numbers have holes.
func TestBatchesKeepTheMean(t *testing.T) {
	a := noisy(1, 350, 3, 1)
	for i := range a.Trials {
		a.Trials[i] = uint64(3*i + i%2)
	}
	b := a.InBatches()
	got := levels([][]*Batches{{b}}, Mean, func(b *Batches) []int { return upTo(len(b.n)) })[0][0]
	within(t, "mean", got, a.Levels().Mean.Value, 350*4*0x1p-52)
	if n := len(b.n); n != 100 {
		t.Errorf("%d parts", n)
	}
}

// On draws of their own two equal policies are told apart in one sample of
// twenty: of 100 in 5, with a standard deviation of 2.2.
func TestChooseSeldomTellsEqualsApart(t *testing.T) {
	apart := 0
	for i := range uint64(100) {
		c, ok := Choose([][]*Batches{batched(noisy(2*i, 200, 100, 40)), batched(noisy(2*i+1, 200, 100, 40))}, Mean)
		if !ok {
			t.Fatal("no choice")
		}
		if len(c.Average) == 1 {
			apart++
		}
	}
	if apart > 5+9 {
		t.Errorf("told apart in %d of 100 samples", apart)
	}
}
