// The engine in this page: a WebAssembly module in workers, one that answers and one for each
// processor that plays. Nothing leaves the page.
const engine = {
  about: JSON.parse(at("about").textContent),
  pending: new Map(), // by id: { take, resolve }
  last: 0,
  async ready() {
    this.opening ||= this.open();
    return this.opening;
  },
  async open() {
    const about = this.about;
    const url = URL.createObjectURL(new Blob([JSON.parse(at("worker").textContent)], { type: "text/javascript" }));
    const first = new Worker(url); // which begins while the module is compiled
    const text = at("engine").textContent;
    const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    at("engine").remove();
    performance.mark("engine: decoded");
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const module = await WebAssembly.compileStreaming(new Response(plain, { headers: { "Content-Type": "application/wasm" } }));
    performance.mark("engine: compiled");
    const start = (more, transfer, worker = new Worker(url)) => new Promise((resolve, reject) => {
      worker.onerror = (e) => reject(new Error(e.message));
      worker.onmessage = ({ data }) => {
        if (data.error) reject(new Error(data.error));
        else if (data.opened) resolve(worker);
        else performance.mark("engine: " + data.step);
      };
      worker.postMessage({ module, scenario: about.scenario, name: about.name, file: about.file, ...more }, transfer || []);
    });
    this.desk = await start({}, [], first);
    performance.mark("engine: open");
    this.desk.onmessage = ({ data }) => {
      const p = this.pending.get(data.id);
      if (!p) return;
      if (data.done) { this.pending.delete(data.id); p.resolve(); } else p.take(JSON.parse(data.reply));
    };
    this.start = start;
  },
  // help starts the hands, once the first answer needs the processors no more.
  help() {
    const n = this.hands ? 0 : Math.max(1, Math.min(navigator.hardwareConcurrency || 1, 32) - 1); // one processor is the desk's, which gives the first picture
    this.hands = true;
    for (let i = 0; i < n; i++) { // each begins to help once it is there
      const channel = new MessageChannel();
      this.desk.postMessage({ hand: channel.port1 }, [channel.port1]);
      this.start({ port: channel.port2 }, [channel.port2]).catch((e) => tell("A worker did not start: " + e.message));
    }
  },
  // told is what this page already knows: it is shown at once.
  told(call, request) {
    if (call === "page") return { page: this.about.page };
    const asked = JSON.stringify(request);
    const known = call === "ask" && (this.about.answers || []).find((a) => JSON.stringify(a.request) === asked);
    return known && known.reply;
  },
  async stream(call, request, take, signal) {
    const known = this.told(call, request);
    if (known) {
      take(known);
      setTimeout(() => this.warm(call, request), 50); // once it is painted
      return;
    }
    if (["ask", "trial", "report", "figure", "numbers"].includes(call)) { // what plays
      this.asked = true;
      if (this.warming) this.warming.abort();
    }
    if (!this.desk && call === "ask") at("status").textContent = "Starting the engine…";
    await this.ready();
    await this.play(call, request, take, signal);
    this.help();
    if (signal && signal.aborted) throw new DOMException("given up", "AbortError");
  },
  // warm plays what the page already shows, as far as what follows first needs of it: what stands
  // against the side that is moved, and the trials among which one is told.
  async warm(call, request) {
    await this.ready();
    this.help();
    if (call !== "ask" || this.asked || this.warming) return;
    const warming = this.warming = new AbortController();
    await this.play(call, request, ({ answer }) => { if (!answer || answer.trials >= 1024) warming.abort(); }, warming.signal);
  },
  async play(call, request, take, signal) {
    if (signal && signal.aborted) return; // given up before there was an engine
    const id = String(++this.last);
    const abort = () => this.desk.postMessage({ id, abort: true });
    if (signal) signal.addEventListener("abort", abort, { once: true });
    await new Promise((resolve) => {
      this.pending.set(id, { take, resolve });
      this.desk.postMessage({ id, call, request: JSON.stringify(request) });
    });
  },
  async call(call, request) {
    let last = {};
    try {
      await this.stream(call, request, (reply) => { last = reply; });
    } catch (e) {
      return { error: "The engine does not answer: " + e.message };
    }
    return last;
  },
  async scenarios() { return [this.about.name]; },
  watch() {},
};
