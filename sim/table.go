package sim

// table holds one item of T for each row and column, row by row. It reuses its
// memory when it is given a new shape.
type table[T any] struct {
	cells   []T
	columns int
}

// shape sets the size of the table; what it held is lost.
func (t *table[T]) shape(rows, columns int) {
	t.columns = columns
	t.cells = resize(t.cells, rows*columns)
}

// at returns the item of a row and a column.
func (t *table[T]) at(row, column int) *T { return &t.cells[row*t.columns+column] }

// resize returns a slice of length n that reuses x's memory where it can. A new
// one has room to spare, since sizes differ a little from block to block.
func resize[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}
