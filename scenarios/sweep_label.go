package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// label names every axis and every value, as briefly as tells them apart.
func (s *sweeper) label() {
	for _, a := range s.axes {
		if a.label != nil {
			a.short = a.label.text
		}
	}
	for i, a := range s.axes {
		if a.label != nil {
			first := slices.IndexFunc(s.axes, func(b *axis) bool { return b.label != nil && b.short == a.short })
			if first != i {
				s.report(a.label.at, "duplicate", fmt.Sprintf("%q is also the label of %s", a.short, s.axes[first].path), "give each axis its own label")
			}
			continue
		}
		a.short = s.lastWords(a)
	}
	for _, a := range s.axes {
		a.labelValues()
	}
}

// lastWords are as many of the last words of a path as no other axis ends in.
func (s *sweeper) lastWords(a *axis) string {
	words := strings.Split(a.path, ".")
	for n := 1; n < len(words); n++ {
		tail := strings.Join(words[len(words)-n:], ".")
		if !slices.ContainsFunc(s.axes, func(b *axis) bool {
			return b != a && (b.path == tail || strings.HasSuffix(b.path, "."+tail) || b.label != nil && b.short == tail)
		}) {
			return tail
		}
	}
	return a.path
}

// longestLabel keeps ids readable, and names of files made of them short enough.
const longestLabel = 24

func (a *axis) labelValues() {
	taken := map[string]bool{}
	last := map[string]int{} // number of the last of a base
	for i := range a.values {
		v := &a.values[i]
		base := brief(flow(v.node))
		v.label = base
		for taken[v.label] {
			last[base]++
			v.label = fmt.Sprintf("%s#%d", base, last[base]+1)
		}
		taken[v.label] = true
	}
}

var (
	timeWords = regexp.MustCompile(`\b(days?|weeks?|months?|years?)\b`)
	ofTime    = map[string]string{"day": "d", "week": "w", "month": "mo", "year": "yr"}
	briefer   = strings.NewReplacer(" to ", "..", " ", "", `"`, "", "{", "", "}", "", ",", ";", "=", ":")
)

// brief writes a value shortly and without what parts the words of an id: "90
// days" is 90d, "2 months to 9 months" 2mo..9mo.
func brief(text string) string {
	text = timeWords.ReplaceAllStringFunc(text, func(w string) string { return ofTime[strings.TrimSuffix(w, "s")] })
	text = briefer.Replace(text)
	if r := []rune(text); len(r) > longestLabel {
		text = string(r[:longestLabel-1]) + "…"
	}
	return text
}
