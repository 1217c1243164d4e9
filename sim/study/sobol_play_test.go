package study

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/mc"
)

// divided is a world whose demand is certain, but for its shocks: a curb that
// begins and lasts at random, two demands tied by a copula, and a price that moves
// nothing.
const divided = `version: 1
title: Divided
currency: INR
start: 2026-01-01
horizon: 2 years
materials:
  magnet: { price: 4000 INR/kg to 6000 INR/kg }
sources:
  china: { origin: china, material: magnet, capacity: 5000 t/yr, share: 100%, lead: 8 weeks }
sectors:
  cars: { demand: 900 t/yr to 1100 t/yr, uses: magnet, cover: 5 weeks }
  fans: { demand: 400 t/yr to 600 t/yr, uses: magnet, cover: 5 weeks, volatility: 5%, persistence: 6 months }
curbs:
  ban: { hits: { china: { origin: china } }, recurs: 0.5/yr, severity: 70% to 95%, duration: 2 months to 9 months }
correlations:
  demands: { between: [sectors.cars.demand, sectors.fans.demand], rho: 0.5 }
`

func dividedModel(t *testing.T) *sim.Model {
	t.Helper()
	l, problems := scenarios.Load(fstest.MapFS{"divided.yaml": {Data: []byte(divided)}}, "divided.yaml", scenarios.Options{})
	if l == nil {
		t.Fatal(problems)
	}
	s, _, problems := l.Build()
	if s == nil {
		t.Fatal(problems)
	}
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func groupNames(t *testing.T, m *sim.Model, own ...Pattern) []string {
	t.Helper()
	groups, err := Groups(m, own, false)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	members := 0
	for _, g := range groups {
		names, members = append(names, g.Name), members+len(g.Members)
	}
	if members != len(m.Drawn()) {
		t.Errorf("%d of %d factors are in a group", members, len(m.Drawn()))
	}
	return names
}

func TestGroups(t *testing.T) {
	m := dividedModel(t)
	if got, want := groupNames(t, m), []string{"chance", "curbs.ban", "materials.*", "sectors.*.demand"}; !slices.Equal(got, want) {
		t.Errorf("groups %q, want %q", got, want)
	}
	got := groupNames(t, m, Pattern{"timing", "curbs.*.wait"}, Pattern{"cars", "sectors.cars.*"})
	want := []string{"cars + sectors.*.demand", "chance", "curbs.ban", "materials.*", "timing"}
	if !slices.Equal(got, want) {
		t.Errorf("groups %q, want %q", got, want)
	}
	for want, names := range map[string][]string{
		"sectors.{auto,energy}.growth": {"sectors.auto.growth", "sectors.energy.growth"}, "a.b.c": {"a.b.c"}, "own + other": {"own", "other"},
		"a.b.c + a.c.d": {"a.b.c", "a.c.d"}, "a.b.c + a.b": {"a.b.c", "a.b"}, "hits.x.{a,b}": {"hits.x.a", "hits.x.b"},
	} {
		if got := joined(names); got != want {
			t.Errorf("%q are called %q, want %q", names, got, want)
		}
	}
	for _, p := range []Pattern{{"x", "nothing.*"}, {"x", "["}} {
		if _, err := Groups(m, []Pattern{p}, false); err == nil || !strings.Contains(err.Error(), "group x") {
			t.Errorf("%q: %v", p.Match, err)
		}
	}
}

// The curb drives the shortfall, the price of what is short nothing at all; and any
// number of workers finds the same.
func TestDivide(t *testing.T) {
	m := dividedModel(t)
	groups, err := Groups(m, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	metric := slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Name == "shortfall.total" })
	d := Division{Model: m, Groups: groups, Metric: metric, Seed: 1, Trials: 500, Player: mc.Local{Workers: 1}}
	one, err := Divide(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	curb, price := one.Indices[1], one.Indices[2]
	if !(curb.First.Low > 0.5) || !(curb.Total.High <= 1.2) {
		t.Errorf("the curb has %+v", curb)
	}
	if price.First.Value != 0 || price.Total.Value != 0 || price.Total.Told() {
		t.Errorf("the price has %+v", price)
	}
	d.Player = mc.Local{Workers: 3}
	done := 0
	d.Progress = func(now, total int) { done = max(done, now); _ = total }
	three, err := Divide(context.Background(), d)
	if err != nil || !reflect.DeepEqual(one, three) {
		t.Errorf("three workers find %+v, one %+v (%v)", three, one, err)
	}
	if done != d.Played() {
		t.Errorf("%d of %d trials were told of", done, d.Played())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Divide(ctx, d); err == nil {
		t.Error("a cancelled division has a result")
	}
	d.Metric = slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Never })
	if _, err := Divide(context.Background(), d); err == nil || !strings.Contains(err.Error(), "no variance") {
		t.Errorf("%s: %v", m.Metrics()[d.Metric].Name, err)
	}
}
