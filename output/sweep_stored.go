package output

import "io"

// cellKind is what a cell of a sweep is stored as.
const cellKind = "cell"

// WriteCell stores a cell that was played by a build of the program.
func WriteCell(w io.Writer, build string, c *CellResult) error { return seal(w, cellKind, build, c) }

// ReadCell reads a cell that was stored by the same build. Its error is ErrTorn
// where the file is not whole.
func ReadCell(r io.Reader, build string) (*CellResult, error) {
	s, err := unsealed(r)
	if err != nil {
		return nil, err
	}
	c := &CellResult{}
	if err := s.open(cellKind, build, c); err != nil {
		return nil, err
	}
	return c, nil
}
