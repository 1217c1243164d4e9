//go:build js && wasm

package main

import (
	"syscall/js"
	"time"
)

// breath lets the worker hear of what came meanwhile, such as that a question is given up:
// messages come in only where all of this program waits. It posts a message to itself, and what
// came before is read first; of timers browsers make 4 ms.
type breath struct {
	port  js.Value
	heard chan struct{}
	last  time.Time
}

// every is how long the worker is deaf at most while it plays.
const every = 8 * time.Millisecond

func newBreath() *breath {
	channel := js.Global().Get("MessageChannel").New()
	b := &breath{port: channel.Get("port2"), heard: make(chan struct{}, 1), last: time.Now()}
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		b.heard <- struct{}{}
		return nil
	}))
	return b
}

// take takes a breath.
func (b *breath) take() {
	b.port.Call("postMessage", js.Null())
	<-b.heard
	b.last = time.Now()
}

// due takes one where the last was a while ago.
func (b *breath) due() {
	if time.Since(b.last) >= every {
		b.take()
	}
}
