package figure

import (
	"slices"
	"testing"
)

// Without a title, source and note are left to the caption too; how to read the
// marks is not.
func TestNoTitleLeavesTheSource(t *testing.T) {
	for _, noTitle := range []bool{false, true} {
		l, _ := Style{NoTitle: noTitle}.look()
		p := compose(func(look) *chart {
			return &chart{title: "Title", notes: []string{"Lines: error."}, origins: origins("customs", "ours"), panels: []panel{{part: 1}}}
		}, l)
		want := []string{"Lines: error.", "Source: customs", "Note: ours"}
		if noTitle {
			want = want[:1]
		}
		if !slices.Equal(p.notes, want) {
			t.Errorf("no title %v: %q, want %q", noTitle, p.notes, want)
		}
	}
}
