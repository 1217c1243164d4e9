package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"reflect"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/zstd"
)

// Finding is what a verb found: plain data that tells itself. Only its exported
// fields are stored.
type Finding interface{ Answer() *Answer }

type kindFound struct {
	name string
	make func() Finding
}

// findings lists all that can be stored, by the name of its kind. What is found by a
// new verb joins with a line here.
var findings = []kindFound{
	{"run", func() Finding { return &Report{} }},
	{"comparison", func() Finding { return &Comparison{} }},
	{"search", func() Finding { return &Search{} }},
	{"frontier", func() Finding { return &Frontier{} }},
	{"sweep", func() Finding { return &Sweep{} }},
	{"drivers", func() Finding { return &Drivers{} }},
	{"sobol", func() Finding { return &Sobol{} }},
	{"morris", func() Finding { return &Morris{} }},
	{"worst", func() Finding { return &Worst{} }},
	{"trial", func() Finding { return &Trial{} }},
	{"rare", func() Finding { return &Rare{} }},
	{"backtest", func() Finding { return &Backtest{} }},
	{"backtests", func() Finding { return &Backtests{} }},
	{"accuracy", func() Finding { return &Accuracy{} }},
	{"odds", func() Finding { return &Odds{} }},
}

// KindOf returns the name of the kind of what was found; "" of what has none.
func KindOf(found any) string {
	k, _ := first(findings, func(k *kindFound) bool { return reflect.TypeOf(k.make()) == reflect.TypeOf(found) })
	return k.name
}

// storedFormat is the version of what Store writes. It rises when what was stored
// before can no longer be read.
const storedFormat = 3

// stored holds data with its hash, so that a file that was cut off or changed is
// told from a whole one.
type stored struct {
	Kind   string // "magnetsim rare"
	Format int
	Build  string // what gave the numbers, where they may not be mixed with those of another
	SHA256 []byte // of Data
	Data   []byte // CBOR, packed by Zstandard
}

// ErrTorn says that a file is not whole, not as it was written, or no stored
// result at all.
var ErrTorn = errors.New("torn or altered")

// mostStored bounds the memory that a stored result may take, bytes.
const mostStored = 4 << 30

const storedPrefix = "magnetsim "

// Store writes what was found whole, with all bits of its numbers, as CBOR in its
// deterministic encoding (RFC 8949, section 4.2): the same gives the same bytes, and
// what has no value (NaN) and what has no bound (Inf) survive, which they would not in
// JSON.
func Store(w io.Writer, found any) error {
	kind := KindOf(found)
	if kind == "" {
		return fmt.Errorf("%T cannot be stored", found)
	}
	return seal(w, kind, "", found)
}

// Restore reads what was stored. Its error is ErrTorn where the file is not whole or
// holds something else; it says so where the file was stored by a version that cannot be
// read.
func Restore(r io.Reader) (Finding, error) {
	s, err := unsealed(r)
	if err != nil {
		return nil, err
	}
	k, known := first(findings, func(k *kindFound) bool { return storedPrefix+k.name == s.Kind })
	if !known {
		return nil, fmt.Errorf("%w: it is not a result of this version", ErrTorn)
	}
	found := k.make()
	return found, s.open(k.name, "", found)
}

func seal(w io.Writer, kind, build string, content any) error {
	data, err := encoder.Marshal(content)
	if err != nil {
		return err
	}
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	data = packer.EncodeAll(data, nil)
	sum := sha256.Sum256(data)
	return encoder.NewEncoder(w).Encode(stored{storedPrefix + kind, storedFormat, build, sum[:], data})
}

// The decoder refuses what would take more memory than any result does.
var (
	encoder = sound(cbor.CoreDetEncOptions().EncMode())
	decoder = sound(cbor.DecOptions{MaxArrayElements: 1 << 27, MaxNestedLevels: 16}.DecMode())
)

// sound is a mode of options that are written here.
func sound[T any](mode T, err error) T {
	if err != nil {
		panic(err)
	}
	return mode
}

func unsealed(r io.Reader) (stored, error) {
	var s stored
	text, err := io.ReadAll(r)
	if err != nil {
		return s, err
	}
	if err := decoder.Unmarshal(text, &s); err != nil {
		return s, fmt.Errorf("%w: %w", ErrTorn, err)
	}
	return s, nil
}

// open reads the content, which must be of a kind and a build.
func (s stored) open(kind, build string, content any) error {
	switch sum := sha256.Sum256(s.Data); {
	case s.Kind != storedPrefix+kind:
		return fmt.Errorf("%w: it is not a %s", ErrTorn, kind)
	case s.Format != storedFormat:
		return fmt.Errorf("stored in format %d, but this version reads %d; run it again", s.Format, storedFormat)
	case s.Build != build:
		return fmt.Errorf("stored by another build of the program (%s)", s.Build)
	case !bytes.Equal(sum[:], s.SHA256):
		return ErrTorn
	}
	packed, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(mostStored), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer packed.Close()
	data, err := packed.DecodeAll(s.Data, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTorn, err)
	}
	if err := decoder.Unmarshal(data, content); err != nil {
		return fmt.Errorf("%w: %w", ErrTorn, err)
	}
	return nil
}

// mostStem is the greatest length in bytes of a name within that of a file. File
// systems take 255 for the whole, and other words, a hash and an ending come to it.
const mostStem = 80

// Stem is a name as it stands in that of a file or folder: itself, or where it is too
// long its beginning and 8 digits of its hash, so that names that begin alike stay
// apart.
func Stem(name string) string {
	if len(name) <= mostStem {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	end := mostStem - 9
	for end > 0 && !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end] + "-" + hex.EncodeToString(sum[:4])
}

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
