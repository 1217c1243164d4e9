package figure

import (
	"regexp"
	"slices"
	"testing"
)

// Every drawing is listed, as itself or under its name without a number.
func TestOthersAreListed(t *testing.T) {
	number := regexp.MustCompile(`-\d+$`)
	for _, d := range drawings() {
		name := number.ReplaceAllString(d.Name, "")
		made := slices.ContainsFunc(Others(), func(m Made) bool { return m.Name == name && m.Verb != "" && m.Doc != "" })
		ran := slices.ContainsFunc(List(), func(k Info) bool { return k.Name == name })
		if !made && !ran {
			t.Errorf("%s is not among Others", name)
		}
	}
}
