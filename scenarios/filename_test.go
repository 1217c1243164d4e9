package scenarios

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Whatever a file is called, its scenario has a name.
func TestFileNamesBecomeNames(t *testing.T) {
	for file, want := range map[string]string{
		"minimal-2.yaml":                 "minimal-2",
		"My study.yaml":                  "My-study",
		"2026-germany.yaml":              "scenario-2026-germany",
		"länder.yaml":                    "lander",
		"la\u0308nder.yaml":              "lander",
		"base.v2.yaml":                   "base-v2",
		"Straße (final) v3.yml":          "Strasse-final-v3",
		"Łódź.yaml":                      "Lodz",
		"भारत.yaml":                      "scenario",
		"_draft_.yaml":                   "draft",
		"a_b.yaml":                       "a_b",
		strings.Repeat("x", 99) + ".yml": strings.Repeat("x", 60),
		"noending":                       "noending",
	} {
		l, problems := Load(fstest.MapFS{file: {Data: []byte("version: 1\nextends: minimal.yaml\n")}}, file, Options{})
		if l == nil {
			t.Errorf("%s: %s", file, problems.Error())
		} else if l.Name != want {
			t.Errorf("%s: %q, want %q", file, l.Name, want)
		}
	}
}
