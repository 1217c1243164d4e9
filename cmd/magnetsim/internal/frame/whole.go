package frame

import (
	"errors"
	"fmt"
	"strconv"

	"magnetsim/sim/unit"
)

// Whole is the value of a flag that takes a whole number in decimal digits.
// (pflag's own reads 010 as 8 and 0x10 as 16, which scenario files refuse.)
type Whole struct {
	Value       uint64
	Least, Most uint64
}

func (w *Whole) String() string { return strconv.FormatUint(w.Value, 10) }

// Type says what the flag takes, for messages.
func (w *Whole) Type() string {
	if w.Most == 0 {
		return fmt.Sprintf("whole number from %d", w.Least)
	}
	return fmt.Sprintf("whole number from %d to %s", w.Least, unit.Grouped(int(w.Most)))
}

// Set reads the number; any error makes the message that Type words.
func (w *Whole) Set(text string) error {
	x, err := strconv.ParseUint(text, 10, 64)
	if err == nil && (len(text) > 1 && text[0] == '0' || x < w.Least || w.Most > 0 && x > w.Most) {
		err = errors.New("out of range, or begins with 0")
	}
	if err != nil {
		return err
	}
	w.Value = x
	return nil
}
