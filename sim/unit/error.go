package unit

import "fmt"

// Error is text that is not a quantity, or not the one needed, with what to
// write instead.
type Error struct{ Msg, Fix string }

func (e *Error) Error() string {
	if e.Fix == "" {
		return e.Msg
	}
	return e.Msg + "; " + e.Fix
}

func wrong(fix, format string, args ...any) error {
	return &Error{Msg: fmt.Sprintf(format, args...), Fix: fix}
}
