package output

import (
	"errors"
	"fmt"
	"io"

	"github.com/fxamacker/cbor/v2"
)

// storedFormat is the version of what Write writes. It rises when a report that
// was stored before can no longer be read.
const storedFormat = 1

// stored is a report in a file.
type stored struct {
	Kind   string
	Format int
	Report *Report
}

const reportKind = "magnetsim report"

// ErrNotStored says that a file is no stored report.
var ErrNotStored = errors.New("not a stored report")

// Write stores a report whole, with all bits of its numbers, as CBOR (RFC 8949,
// the deterministic encoding of its section 4.2): the same report gives the same
// bytes, and what has no value (NaN) and what has no bound (Inf) survive, which
// they would not in JSON.
func Write(w io.Writer, r *Report) error {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return err
	}
	return mode.NewEncoder(w).Encode(stored{reportKind, storedFormat, r})
}

// Read reads a report that was stored. Its error is ErrNotStored where the file
// holds something else, and says so where it was stored by a version that cannot
// be read.
func Read(r io.Reader) (*Report, error) {
	mode, err := cbor.DecOptions{MaxArrayElements: 1 << 24, MaxNestedLevels: 16}.DecMode()
	if err != nil {
		return nil, err
	}
	var s stored
	if err := mode.NewDecoder(r).Decode(&s); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotStored, err)
	}
	switch {
	case s.Kind != reportKind || s.Report == nil:
		return nil, ErrNotStored
	case s.Format != storedFormat:
		return nil, fmt.Errorf("stored in format %d, where this version reads %d; run the scenario again", s.Format, storedFormat)
	}
	return s.Report, nil
}
