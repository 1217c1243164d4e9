// The script of a worker: it runs the engine, as the desk that answers calls or as a hand
// that plays spans of trials for the desk.
"use strict";
const started = new Promise((resolve) => { self.ready = resolve; });
const hands = []; // of the desk: { port, busy, done }
const waiting = []; // pieces that no hand has taken

self.handsReady = () => hands.length;
self.handOut = (task, first, trials, done) => { waiting.push({ task, first, trials, done }); deal(); };
self.handsOff = () => { for (const p of waiting.splice(0)) p.done(null, "given up"); };

function deal() {
  for (const hand of hands) {
    if (hand.busy || !waiting.length) continue;
    const { task, first, trials, done } = waiting.shift();
    hand.busy = true;
    hand.done = done;
    hand.port.postMessage({ task, first, trials });
  }
}

function take(port) {
  const hand = { port, busy: false };
  port.onmessage = ({ data }) => {
    if (data.ready) { hands.push(hand); return; }
    hand.busy = false;
    hand.done(data.bytes, data.error);
    deal();
  };
}

function serve(port) {
  port.onmessage = ({ data }) => magnetsim.play(data.task, data.first, data.trials, (bytes, error) => port.postMessage({ bytes, error }, bytes ? [bytes.buffer] : []));
  port.postMessage({ ready: true });
}

// instantiate gives the engine its kernels, whose memory is its own: so they come after it, and
// it calls them through doors. It does without where the browser knows no vectors.
async function instantiate(module, imports) {
  const compiled = (text) => new WebAssembly.Module(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  const doors = new WebAssembly.Instance(compiled(lane.doors)).exports;
  let there = 0;
  const instance = await WebAssembly.instantiate(module, { ...imports, lane: { ...doors, vectors: () => there } });
  try {
    new WebAssembly.Instance(compiled(lane.kernels), { doors, program: { memory: instance.exports.mem } });
    there = 1;
    self.postMessage({ step: "vectors" });
  } catch {}
  return instance;
}

self.onmessage = async ({ data }) => {
  if (data.module) {
    const go = new Go();
    const instance = await instantiate(data.module, go.importObject);
    self.postMessage({ step: "instantiated" });
    go.run(instance);
    await started;
    self.postMessage({ step: "running" });
    const wrong = magnetsim.open(data.scenario, data.name, data.file);
    if (data.port && !wrong) serve(data.port);
    self.postMessage({ opened: true, error: wrong });
  } else if (data.hand) {
    take(data.hand);
  } else if (data.abort) {
    magnetsim.abort(data.id);
  } else {
    magnetsim.call(data.id, data.call, data.request, (reply) => self.postMessage({ id: data.id, reply }), () => self.postMessage({ id: data.id, done: true }));
  }
};
