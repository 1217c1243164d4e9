// The engine in this page: a WebAssembly module in workers, one that answers and one for each
// processor that plays. Nothing leaves the page.
const engine = {
  pending: new Map(), // by id: { take, resolve }
  last: 0,
  async ready() {
    this.opening ||= this.open();
    return this.opening;
  },
  async open() {
    at("status").textContent = "Unpacking the engine…";
    const text = at("engine").textContent;
    const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    at("engine").remove();
    const bytes = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    at("status").textContent = "Starting the engine…";
    const module = await WebAssembly.compile(bytes);
    const about = JSON.parse(at("about").textContent);
    this.name = about.name;
    const url = URL.createObjectURL(new Blob([JSON.parse(at("worker").textContent)], { type: "text/javascript" }));
    const start = (more, transfer) => new Promise((resolve, reject) => {
      const worker = new Worker(url);
      worker.onerror = (e) => reject(new Error(e.message));
      worker.onmessage = ({ data }) => { if (data.error) reject(new Error(data.error)); else resolve(worker); };
      worker.postMessage({ module, scenario: about.scenario, name: about.name, file: about.file, ...more }, transfer || []);
    });
    this.desk = await start({});
    this.desk.onmessage = ({ data }) => {
      const p = this.pending.get(data.id);
      if (!p) return;
      if (data.done) { this.pending.delete(data.id); p.resolve(); } else p.take(JSON.parse(data.reply));
    };
    for (let i = 0; i < Math.min(navigator.hardwareConcurrency || 1, 32); i++) { // each begins to help once it is there
      const channel = new MessageChannel();
      this.desk.postMessage({ hand: channel.port1 }, [channel.port1]);
      start({ port: channel.port2 }, [channel.port2]).catch((e) => tell("A worker did not start: " + e.message));
    }
  },
  async stream(call, request, take, signal) {
    await this.ready();
    const id = String(++this.last);
    const abort = () => this.desk.postMessage({ id, abort: true });
    if (signal) signal.addEventListener("abort", abort, { once: true });
    await new Promise((resolve) => {
      this.pending.set(id, { take, resolve });
      this.desk.postMessage({ id, call, request: JSON.stringify(request) });
    });
    if (signal && signal.aborted) throw new DOMException("given up", "AbortError");
  },
  async call(call, request) {
    let last = {};
    await this.stream(call, request, (reply) => { last = reply; });
    return last;
  },
  async scenarios() { await this.ready(); return [this.name]; },
  watch() {},
};
