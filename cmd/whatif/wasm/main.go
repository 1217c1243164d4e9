//go:build js && wasm

// Command wasm is the engine of a page that plays by itself: it answers the calls of package
// desk in a web worker, with hands in other workers that play spans of trials. It speaks with
// the script of its worker (cmd/whatif/page/web/worker.js) by the object magnetsim.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"runtime/debug"
	"sync"
	"syscall/js"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/sim"
	"magnetsim/sim/mc"
)

func main() {
	debug.SetGCPercent(200) // memory is there, and one processor
	e := &engine{calls: map[string]context.CancelFunc{}, hands: &hands{breath: newBreath()}}
	js.Global().Set("magnetsim", map[string]any{
		"open": js.FuncOf(e.open), "call": js.FuncOf(e.call), "abort": js.FuncOf(e.abort), "play": js.FuncOf(e.play),
	})
	js.Global().Call("ready")
	select {}
}

// engine is the scenario of this page.
type engine struct {
	ground *whatif.Ground
	hands  *hands
	mu     sync.Mutex
	calls  map[string]context.CancelFunc // by id, those that are worked on
}

// open reads a resolved scenario: open(yaml, name, file) returns what is wrong, "" if nothing is.
func (e *engine) open(_ js.Value, args []js.Value) any {
	x, err := experiment.OpenResolved([]byte(args[0].String()))
	if err != nil {
		return err.Error()
	}
	if e.ground, err = whatif.New(x, args[1].String(), args[2].String(), e.hands); err != nil {
		return err.Error()
	}
	return ""
}

// call answers a call of package desk: call(id, name, request, send, done).
func (e *engine) call(_ js.Value, args []js.Value) any {
	id, name, request, send, done := args[0].String(), args[1].String(), args[2].String(), args[3], args[4]
	ctx, cancel := context.WithCancel(context.Background())
	e.mu.Lock()
	e.calls[id] = cancel
	e.mu.Unlock()
	go func() {
		defer func() {
			e.mu.Lock()
			delete(e.calls, id)
			e.mu.Unlock()
			cancel()
			done.Invoke()
		}()
		tell := func(reply desk.Reply) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			data, err := json.Marshal(reply)
			if err == nil {
				send.Invoke(string(data))
			}
			return err
		}
		desk.Do(ctx, e.ground, name, []byte(request), tell) // only of a call that was given up
	}()
	return nil
}

// abort gives a call up: abort(id).
func (e *engine) abort(_ js.Value, args []js.Value) any {
	e.mu.Lock()
	defer e.mu.Unlock()
	if cancel := e.calls[args[0].String()]; cancel != nil {
		cancel()
	}
	return nil
}

// play plays a span for the engine whose hand this is: play(task, first, trials, done).
func (e *engine) play(_ js.Value, args []js.Value) any {
	task, span, done := args[0].String(), mc.Span{First: uint64(args[1].Int()), Trials: args[2].Int()}, args[3]
	go func() {
		var b bytes.Buffer
		if err := e.ground.Play(context.Background(), []byte(task), span, &b); err != nil {
			done.Invoke(js.Null(), err.Error())
			return
		}
		data := js.Global().Get("Uint8Array").New(b.Len())
		js.CopyBytesToJS(data, b.Bytes())
		done.Invoke(data, "")
	}()
	return nil
}

// hands is a player that hands pieces of a plan to the hands of the worker, and plays itself
// where there are none, or the plan says no recipe of its own.
type hands struct {
	mc.Local
	breath *breath
}

// soonest is how many trials the worker that answers plays itself: of so few a hand's sample takes
// as long to hand over as to play, and hands may still be at what nobody asks for any more.
const soonest = 64

// mostInPiece trials are given to a hand at a time: it cannot be interrupted before their end,
// and what they gave is merged piece by piece.
const mostInPiece = 256

// pieceOf is how many trials, whole blocks, each of n hands is given of so many at a time: they
// shall all be busy to the end.
func pieceOf(trials, n int) int {
	rounds := 4
	if trials <= n*mostInPiece {
		rounds = 1
	}
	each := (trials + n*rounds - 1) / (n * rounds)
	return min(mostInPiece, (each+sim.Lanes-1)/sim.Lanes*sim.Lanes)
}

// Play implements mc.Player.
func (h *hands) Play(ctx context.Context, p mc.Plan) (*mc.Sample, error) {
	n := js.Global().Call("handsReady").Int()
	var task whatif.Task
	if n == 0 || p.Trials <= soonest || p.Rows == nil || json.Unmarshal(p.Recipe, &task) != nil || len(task.Sides) == 0 {
		shown := p.Progress
		p.Progress = func(done, total int) {
			if h.breath.due(); shown != nil {
				shown(done, total)
			}
		}
		if p.Worlds != nil {
			p.Worlds.Pause = h.breath.due
			if p.NoSeries { // a first picture is not cut short
				p.Worlds.Pause = nil
			}
		}
		return h.Local.Play(ctx, p)
	}
	var pieces []mc.Span
	for from, each := 0, pieceOf(p.Trials, n); from < p.Trials; from += each {
		pieces = append(pieces, mc.Span{First: p.First + uint64(from), Trials: min(each, p.Trials-from)})
	}
	played := make([]chan piece, len(pieces))
	for i, span := range pieces {
		played[i] = make(chan piece, 1)
		var done js.Func
		done = js.FuncOf(func(_ js.Value, args []js.Value) any {
			defer done.Release()
			if args[0].IsNull() {
				played[i] <- piece{err: errors.New(args[1].String())}
				return nil
			}
			data := make([]byte, args[0].Length())
			js.CopyBytesToGo(data, args[0])
			played[i] <- piece{data: data}
			return nil
		})
		js.Global().Call("handOut", string(p.Recipe), span.First, span.Trials, done)
	}
	var whole *mc.Sample
	for i, span := range pieces {
		var got piece
		select {
		case got = <-played[i]:
		case <-ctx.Done():
			js.Global().Call("handsOff")
			return nil, ctx.Err()
		}
		if got.err != nil {
			js.Global().Call("handsOff")
			return nil, got.err
		}
		s, err := mc.Replay(p.On(span), bytes.NewReader(got.data))
		if err == nil && whole != nil {
			s, err = mc.Merge(whole, s)
		}
		if err != nil {
			return nil, err
		}
		whole = s
		h.breath.take()
	}
	return whole, nil
}

// piece is what came of one.
type piece struct {
	data []byte
	err  error
}
