// The engine behind this page: calls travel by POST, each answer a line of JSON.
const engine = {
  async stream(call, request, take, signal) {
    const response = await fetch("call/" + encodeURIComponent(state.scenario) + "/" + call, { method: "POST", body: JSON.stringify(request), signal });
    if (!response.ok) throw new Error((await response.text()) || response.statusText);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) take(JSON.parse(line));
    }
  },
  async call(call, request) {
    let last = {};
    try {
      await this.stream(call, request, (reply) => { last = reply; });
    } catch (e) {
      return { error: "The program behind this page does not answer: " + e.message };
    }
    return last;
  },
  async scenarios() { return (await fetch("scenarios")).json(); },
  // watch says when a file has changed.
  watch(changed) {
    const events = new EventSource("events");
    events.onmessage = (e) => { if (e.data === state.scenario) changed(); };
  },
};
