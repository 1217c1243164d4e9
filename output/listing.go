package output

// Words is a table of text alone: a column for each word of the header, which also
// names it in files.
func Words(name, title string, header []string, rows [][]string) Table {
	var columns []column[[]string]
	for i, head := range header {
		columns = append(columns, text(Header(head, ""), head, head, func(row []string) string { return row[i] }))
	}
	return tableOf(name, title, rows, columns...)
}
