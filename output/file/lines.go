package file

import (
	"io"
	"strconv"
	"strings"
)

// flushAt is how many bytes are gathered before they go to the writer.
const flushAt = 64 << 10

// lines writes CSV, field by field. The first error of the writer is kept and
// given by close; everything after it is dropped.
type lines struct {
	w     io.Writer
	buf   []byte
	fresh bool // the line has no field yet
	err   error
}

func newLines(w io.Writer) *lines {
	return &lines{w: w, buf: make([]byte, 0, flushAt+flushAt/4), fresh: true}
}

func (l *lines) comma() {
	if !l.fresh {
		l.buf = append(l.buf, ',')
	}
	l.fresh = false
}

func (l *lines) text(fields ...string) {
	for _, s := range fields {
		l.comma()
		l.buf = appendText(l.buf, s)
	}
}

func (l *lines) numbers(xs ...float64) {
	for _, x := range xs {
		l.comma()
		l.buf = appendNumber(l.buf, x)
	}
}

func (l *lines) count(n int64) {
	l.comma()
	l.buf = strconv.AppendInt(l.buf, n, 10)
}

// bytes appends what was made by the other methods earlier, commas included.
func (l *lines) bytes(b []byte) {
	l.buf = append(l.buf, b...)
	l.fresh = false
}

func (l *lines) end() {
	l.buf = append(l.buf, '\n')
	l.fresh = true
	if len(l.buf) >= flushAt {
		l.flush()
	}
}

func (l *lines) flush() {
	if l.err == nil {
		_, l.err = l.w.Write(l.buf)
	}
	l.buf = l.buf[:0]
}

func (l *lines) close() error {
	l.flush()
	return l.err
}

// appendText appends a CSV field (RFC 4180). Text that a spreadsheet would run
// as a formula gets an apostrophe before it.
func appendText(buf []byte, s string) []byte {
	s = inert(s)
	if !strings.ContainsAny(s, ",\"\r\n") {
		return append(buf, s...)
	}
	buf = append(buf, '"')
	buf = append(buf, strings.ReplaceAll(s, `"`, `""`)...)
	return append(buf, '"')
}
