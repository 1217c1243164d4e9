package output

import "io"

// WriteFound stores what a verb found as CBOR, with all bits of its numbers, so
// that its figures can be drawn again. The kind is what it is called: "frontier".
// What is found is plain data: only its exported fields are kept.
func WriteFound[T any](w io.Writer, kind string, found *T) error {
	return seal(w, "magnetsim "+kind, "", found)
}

// ReadFound reads what was stored under a kind. Its error is ErrTorn where the
// file is not whole or holds something else.
func ReadFound[T any](r io.Reader, kind string) (*T, error) {
	found := new(T)
	if err := unseal(r, "magnetsim "+kind, "", found); err != nil {
		return nil, err
	}
	return found, nil
}
