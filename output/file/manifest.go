package file

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"magnetsim/output"
	"slices"
)

// Manifest says what a results folder holds and where it came from. Run is the
// same for the same scenario, seed and program; Machine is not.
type Manifest struct {
	Format  int             `json:"format_version"` // JSONVersion, as Write sets it
	Run     ManifestRun     `json:"run"`
	Machine ManifestMachine `json:"machine"`
}

// ManifestRun is the part of a manifest that a repetition reproduces.
type ManifestRun struct {
	Scenario  string `json:"scenario"`
	Hash      string `json:"scenario_hash"` // of the resolved scenario, SHA-256, hexadecimal
	Seed      uint64 `json:"seed"`
	Sampling  string `json:"sampling"`
	Asked     int64  `json:"trials_asked"`
	Trials    int64  `json:"trials"`
	Failed    int64  `json:"trials_failed"`
	Complete  bool   `json:"complete"`
	Imbalance Number `json:"mass_imbalance"` // largest relative error of a material's balance
	Version   string `json:"version"`
	GoArch    string `json:"goarch"`
	GoLevel   string `json:"goarch_level"` // GOAMD64 and its like: the last digits can depend on it
	GoVersion string `json:"go"`
	// Criteria are the verdicts on the scenario's pass/fail lines; nil without any.
	Criteria []ManifestVerdict `json:"criteria,omitempty"`
	Files    []Hashed          `json:"files"`
}

// ManifestMachine is the part of a manifest that differs each time.
type ManifestMachine struct {
	Host    string  `json:"host"`
	Time    string  `json:"time"` // RFC 3339
	Workers int     `json:"workers"`
	Seconds float64 `json:"seconds"`
}

// Hashed is a file of the folder.
type Hashed struct {
	Name   string `json:"name"` // with slashes, relative to the folder
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Write writes the manifest as indented JSON with a line feed at the end, and leaves
// < and > as they are.
func (m Manifest) Write(w io.Writer) error {
	if m.Run.Files == nil {
		m.Run.Files = []Hashed{}
	}
	m.Format = JSONVersion
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// Hasher passes bytes on and takes their hash and number on the way.
type Hasher struct {
	w io.Writer
	h hash.Hash
	n int64
}

// NewHasher returns a Hasher in front of a writer.
func NewHasher(w io.Writer) *Hasher { return &Hasher{w: w, h: sha256.New()} }

// Write implements io.Writer.
func (h *Hasher) Write(p []byte) (int, error) {
	n, err := h.w.Write(p)
	h.h.Write(p[:n])
	h.n += int64(n)
	return n, err
}

// Sum describes what has been written, under a name.
func (h *Hasher) Sum(name string) Hashed {
	return Hashed{Name: name, Bytes: h.n, SHA256: hex.EncodeToString(h.h.Sum(nil))}
}

// ManifestVerdict is a criterion under one variant, as a manifest keeps it.
type ManifestVerdict struct {
	Policy    string `json:"policy"`
	Criterion string `json:"criterion"`
	Line      string `json:"line"`
	Outcome   string `json:"outcome"`
	Counts    bool   `json:"counts"`
}

// ManifestVerdicts returns the verdicts of a table with a row for each, for a manifest;
// none of a table without the columns of a verdict.
func ManifestVerdicts(t output.Table) ([]ManifestVerdict, error) {
	var at []int
	for _, name := range []string{"policy", "criterion", "line", "outcome", "counts"} {
		i := slices.IndexFunc(t.Columns, func(c output.Column) bool { return c.Name == name && c.On&output.File != 0 })
		if i < 0 {
			return nil, nil
		}
		at = append(at, i)
	}
	var all []ManifestVerdict
	for row, err := range t.Rows {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		all = append(all, ManifestVerdict{row[at[0]].Text, row[at[1]].Text, row[at[2]].Text, row[at[3]].Text, row[at[4]].Value != 0})
	}
	return all, nil
}
