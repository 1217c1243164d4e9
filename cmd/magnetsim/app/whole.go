package app

import (
	"errors"
	"fmt"
	"strconv"

	"magnetsim/sim/unit"
)

// whole is the value of a flag that takes a whole number in decimal digits.
// (pflag's own reads 010 as 8 and 0x10 as 16, which scenario files refuse.)
type whole struct {
	value       uint64
	least, most uint64
}

func (w *whole) String() string { return strconv.FormatUint(w.value, 10) }

// Type says what the flag takes, for messages.
func (w *whole) Type() string {
	if w.most == 0 {
		return fmt.Sprintf("whole number from %d", w.least)
	}
	return fmt.Sprintf("whole number from %d to %s", w.least, unit.Grouped(int(w.most)))
}

// Set reads the number; any error makes the message that Type words.
func (w *whole) Set(text string) error {
	x, err := strconv.ParseUint(text, 10, 64)
	if err == nil && (len(text) > 1 && text[0] == '0' || x < w.least || w.most > 0 && x > w.most) {
		err = errors.New("out of range, or begins with 0")
	}
	if err != nil {
		return err
	}
	w.value = x
	return nil
}
