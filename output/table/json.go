package table

import (
	"encoding/json"
	"io"
)

type run struct {
	Trials   int64  `json:"trials"`
	Asked    int64  `json:"trials_asked"`
	Complete bool   `json:"complete"`
	Seed     uint64 `json:"seed"`
	Sampling string `json:"sampling"`
	Step     string `json:"step"`
	Steps    int    `json:"steps"`
	Start    string `json:"start"`
	End      string `json:"end"`
	Hash     string `json:"scenario_hash"`
	Version  string `json:"version"`
	GoArch   string `json:"goarch"`
}

type variant struct {
	Case   string `json:"case"`
	Policy string `json:"policy"`
	Cell   string `json:"cell"`
	Title  string `json:"title"`
}

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
