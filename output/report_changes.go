package output

// PolicyChange is a value of the scenario that a policy sets.
type PolicyChange struct {
	Path     string // "stockpiles.national.target"
	Old, New string // as written; "" where there is none
}

// changeRow is a change of one policy, or that it has none.
type changeRow struct {
	variant int
	PolicyChange
	nothing string // said in place of a change
}

// changeTable tells, on a page, what each policy changes in the scenario.
func (r *Report) changeTable() Table {
	var rows []changeRow
	for v := range r.Variants {
		switch {
		case v >= len(r.Changes):
			rows = append(rows, changeRow{variant: v, nothing: "what it changes stands in the scenario file"})
		case len(r.Changes[v]) == 0:
			rows = append(rows, changeRow{variant: v, nothing: "nothing: the scenario as it stands"})
		default:
			for _, c := range r.Changes[v] {
				rows = append(rows, changeRow{v, c, ""})
			}
		}
	}
	t := tableOf("changes", "What each policy changes in the scenario", rows,
		text("policy", "Policy", "", func(x changeRow) string { return r.Variants[x.variant].Label() }).ruled(),
		text("changes", "Changes", "", changeRow.what), text("to", "To", "", func(x changeRow) string { return orWord(x, x.New, "taken away") }),
		text("otherwise", "Otherwise", "", func(x changeRow) string { return orWord(x, x.Old, "not there") }))
	for i := range t.Columns {
		t.Columns[i].On = Page
	}
	t.Section = "Policies"
	return t
}

func (x changeRow) what() string { return x.nothing + x.Path }

// orWord is a value, or a word where a change has none.
func orWord(x changeRow, value, word string) string {
	if value == "" && x.nothing == "" {
		return word
	}
	return value
}
