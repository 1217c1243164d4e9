package scenarios

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// To look for inputs that break it, from the root of the module:
//
//	go test ./scenarios -run '^$' -fuzz FuzzLoad -fuzztime 60s -fuzzminimizetime=1s
//
// Without -fuzzminimizetime=1s every input of new coverage is minimized for a minute,
// and hardly any is tried.
//
// Whatever the bytes, Load returns: a scenario that builds under each of its
// policies and resolves to a file that loads again, or problems with a place.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"*.yaml", "testdata/ok/*.yaml", "testdata/bad/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 8000 { // long seeds slow the search down
				f.Add(data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := fstest.MapFS{"fuzz.yaml": {Data: data}, "small.yaml": {Data: []byte(small)}}
		l, problems := Load(fsys, "fuzz.yaml", Options{})
		_ = problems.Error()
		if _, err := problems.JSON(); err != nil {
			t.Fatal(err)
		}
		if l == nil {
			if !problems.Failed() {
				t.Fatal("no scenario and no error")
			}
			return
		}
		resolved := fstest.MapFS{"again.yaml": {Data: l.YAML()}}
		again, problems := Load(resolved, "again.yaml", Options{})
		if again == nil {
			t.Fatalf("the resolved file does not load:\n%s\n%s", problems.Error(), l.YAML())
		}
		if string(again.YAML()) != string(l.YAML()) {
			t.Fatalf("other bytes:\n%s\n%s", l.YAML(), again.YAML())
		}
	})
}

// FuzzSet does the same for what follows --set.
func FuzzSet(f *testing.F) {
	for _, s := range []string{"horizon=3 years", "curbs.ban.duration={pert: [1 month, 2 months, 3 months]}", "sectors.cars.uses=metal", "a.b.c=*x", "..=..", "sources.china=null"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, set string) {
		fsys := fstest.MapFS{"small.yaml": {Data: []byte(small)}}
		l, problems := Load(fsys, "small.yaml", Options{Sets: []string{set}})
		_ = problems.Error()
		if l == nil && !problems.Failed() {
			t.Fatal("no scenario and no error")
		}
	})
}
