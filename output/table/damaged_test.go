package table

import (
	"bytes"
	"testing"
)

// A file of trials with one of its bytes wrong is read or refused, and never a panic.
func TestDamagedTrials(t *testing.T) {
	var file bytes.Buffer
	play(t, NewTrialsParquet(&file, testColumns), 1, 32)
	whole := file.Bytes()
	refused := 0
	for i := 0; i < len(whole); i += 7 { // the whole takes a minute
		for _, flip := range []byte{0x01, 0xff} {
			torn := bytes.Clone(whole)
			torn[i] ^= flip
			r, size := bytes.NewReader(torn), int64(len(torn))
			if _, err := ReadTrials(r, size, []string{"shortfall.auto"}); err != nil {
				refused++
			}
			if s, _, err := OpenTrials(r, size, Choice{}); err == nil {
				s.Each(func([]Cell) error { return nil })
			}
		}
	}
	if refused == 0 {
		t.Error("no damage was seen")
	}
}
