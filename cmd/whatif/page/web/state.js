// The state of the page is its address: whoever has the link sees the same.
const state = { scenario: "", policy: "", sets: new Map(), a: null, seed: 0, figure: "exceedance" };

function readState() {
  const p = new URLSearchParams(location.hash.slice(1));
  const sets = (mark) => new Map([...p].filter(([k]) => k.startsWith(mark)).map(([k, v]) => [k.slice(mark.length), v]));
  state.scenario = p.get("scenario") || state.scenario;
  state.policy = p.get("policy") || "";
  state.sets = sets("set.");
  state.a = p.has("a") ? { policy: p.get("a"), sets: sets("a.set.") } : null;
  state.seed = Number(p.get("seed")) || 0;
  state.figure = p.get("figure") || "exceedance";
}

function writeState() {
  const p = new URLSearchParams();
  if (state.scenario) p.set("scenario", state.scenario);
  p.set("policy", state.policy);
  for (const [path, value] of state.sets) p.set("set." + path, value);
  if (state.a) {
    p.set("a", state.a.policy);
    for (const [path, value] of state.a.sets) p.set("a.set." + path, value);
  }
  if (state.seed) p.set("seed", state.seed);
  if (state.figure !== "exceedance") p.set("figure", state.figure);
  history.replaceState(null, "", "#" + p);
}

const side = (policy, sets) => ({ policy, sets: [...sets].map(([path, value]) => ({ path, value })) });

// question is what is asked of the engine.
function question() {
  const q = { b: side(state.policy, state.sets) };
  if (state.a) q.a = side(state.a.policy, state.a.sets);
  if (state.seed) q.seed = state.seed;
  return q;
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 40rem)");
const look = () => ({ theme: dark.matches ? "dark" : "light", size: narrow.matches ? "column" : "page" });
