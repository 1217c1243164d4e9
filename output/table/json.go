package table

import (
	"encoding/json"
	"io"
)

type warning struct {
	What string `json:"what"`
	Why  string `json:"why"`
	Do   string `json:"do"`
}

// writeJSON writes indented JSON with a line feed at the end, and leaves < and
// > as they are.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
