package output

// Guide is a table that explains the columns of others, a row each: what
// columns.csv of a results folder holds. An estimate is explained once; the ends of
// its interval stand beside it.
func Guide(tables ...Table) Table {
	type entry struct {
		file string
		Column
	}
	var all []entry
	for _, t := range tables {
		for _, c := range t.Columns {
			if c.On&File != 0 {
				all = append(all, entry{t.Name, c})
			}
		}
	}
	return tableOf("columns", "What the columns hold", all,
		text("file", "File", "table that the column stands in", func(e entry) string { return e.file }),
		text("column", "Column", "its name; of an estimate, _error_low and _error_high behind it are the ends of its 95% sampling interval", func(e entry) string { return e.Name }),
		text("name", "Name", "of the columns of trials: the metric or input", func(e entry) string { return e.titleOf() }),
		text("role", "Role", "of the columns of trials: address, input or output; else column", func(e entry) string { return e.role() }),
		text("unit", "Unit", "of all its numbers; empty where it has none or each row has its own", func(e entry) string { return e.Unit }),
		text("meaning", "Meaning", "what it holds", func(e entry) string { return e.Doc }))
}

func (c Column) titleOf() string {
	if c.Role == RoleInput || c.Role == RoleOutput {
		return c.Title
	}
	return ""
}

func (c Column) role() string {
	if c.Role == "" {
		return "column"
	}
	return string(c.Role)
}
