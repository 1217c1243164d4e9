package file

import "io"

// SweepManifest says what the folder of a sweep holds and where it came from.
// Run is the same for the same scenarios, seeds and program; Machine is not.
type SweepManifest struct {
	Run     SweepManifestRun `json:"run"`
	Machine ManifestMachine  `json:"machine"`
}

// SweepManifestRun is the part of it that a repetition reproduces.
type SweepManifestRun struct {
	Kind      string          `json:"kind"` // "sweep"
	Scenarios []SweptScenario `json:"scenarios"`
	Hash      string          `json:"sweep_hash"` // of the scenarios and the cells, SHA-256, hexadecimal
	Cells     int             `json:"cells"`
	Failed    int             `json:"cells_failed"`
	Version   string          `json:"version"`
	GoArch    string          `json:"goarch"`
	GoLevel   string          `json:"goarch_level"`
	GoVersion string          `json:"go"`
	Files     []Hashed        `json:"files"`
}

// SweptScenario is a scenario of a sweep.
type SweptScenario struct {
	Name     string   `json:"scenario"`
	Hash     string   `json:"scenario_hash"` // of the scenario as it stands, resolved
	Cases    []string `json:"cases"`         // "" for the scenario as it stands
	Policies []string `json:"policies"`
	Trials   int      `json:"trials"` // a cell
	Seed     uint64   `json:"seed"`
	Sampling string   `json:"sampling"`
	Cells    int      `json:"cells"`    // of all cases
	Excluded int      `json:"excluded"` // in each case
}

// Write writes the manifest as JSON.
func (m SweepManifest) Write(w io.Writer) error { return writeIndented(w, m) }
