package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"

	"github.com/fxamacker/cbor/v2"
)

// The kinds of what a sweep stores, and the version of both.
const (
	sweepKind   = "magnetsim sweep"
	cellKind    = "magnetsim cell"
	sweepFormat = 1
)

// ErrTorn says that a stored sweep or cell is not whole, or not as it was
// written.
var ErrTorn = errors.New("torn or altered")

// sealed holds data with its hash, so that a file that was cut off or changed is
// told from a whole one.
type sealed struct {
	Kind   string
	Format int
	Build  string // what gave the numbers: program, architecture, compiler
	SHA256 []byte // of Data
	Data   []byte
}

// WriteSweep stores a sweep as CBOR in its deterministic encoding (RFC 8949,
// section 4.2), with all bits of its numbers.
func WriteSweep(w io.Writer, s *Sweep) error { return seal(w, sweepKind, "", s) }

// ReadSweep reads a sweep that was stored.
func ReadSweep(r io.Reader) (*Sweep, error) {
	s := &Sweep{}
	if err := unseal(r, sweepKind, "", s); err != nil {
		return nil, err
	}
	return s, nil
}

// WriteCell stores a cell that was played by a build of the program.
func WriteCell(w io.Writer, build string, c *CellResult) error { return seal(w, cellKind, build, c) }

// ReadCell reads a cell that was stored by the same build. Its error is ErrTorn
// where the file is not whole.
func ReadCell(r io.Reader, build string) (*CellResult, error) {
	c := &CellResult{}
	if err := unseal(r, cellKind, build, c); err != nil {
		return nil, err
	}
	return c, nil
}

func seal(w io.Writer, kind, build string, content any) error {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return err
	}
	data, err := mode.Marshal(content)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	return mode.NewEncoder(w).Encode(sealed{kind, sweepFormat, build, sum[:], data})
}

func unseal(r io.Reader, kind, build string, content any) error {
	mode, err := cbor.DecOptions{MaxArrayElements: 1 << 27, MaxNestedLevels: 16}.DecMode()
	if err != nil {
		return err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	var s sealed
	if err := mode.Unmarshal(text, &s); err != nil {
		return fmt.Errorf("%w: %w", ErrTorn, err)
	}
	switch sum := sha256.Sum256(s.Data); {
	case s.Kind != kind:
		return fmt.Errorf("%w: it is no %s", ErrTorn, kind)
	case s.Format != sweepFormat:
		return fmt.Errorf("stored in format %d, where this version reads %d", s.Format, sweepFormat)
	case s.Build != build:
		return fmt.Errorf("stored by another build of the program (%s)", s.Build)
	case !bytes.Equal(sum[:], s.SHA256):
		return ErrTorn
	}
	if err := mode.Unmarshal(s.Data, content); err != nil {
		return fmt.Errorf("%w: %w", ErrTorn, err)
	}
	return nil
}
