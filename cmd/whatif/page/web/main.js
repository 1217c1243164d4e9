// The page: it asks while the hand moves, and shows what comes.
let page;
let writing = 0; // the address, once the hand rests
let asking = null; // the question under way: { abort, told, again }

// moved is called at every move. A question whose first answer is not there yet is not cut
// short, so that a hand that keeps moving still sees pictures; from then on the next cuts it.
function moved() {
  clearTimeout(writing);
  writing = setTimeout(writeState, 300); // it takes as long as a picture
  show(at("unpin"), state.a);
  performance.mark("moved");
  if (asking && !asking.told) { asking.again = true; return; }
  if (asking) asking.abort.abort();
  ask();
}

// halt gives up what is under way; false where nothing is.
function halt() {
  if (!asking) return false;
  asking.abort.abort();
  asking = null;
  return true;
}

async function ask() {
  const mine = asking = { abort: new AbortController(), told: false, again: false };
  at("answer").classList.add("waiting");
  at("answer").setAttribute("aria-busy", "true");
  const next = () => { if (mine.again && asking === mine) { mine.abort.abort(); ask(); return true; } return false; };
  const began = performance.now();
  try {
    await engine.stream("ask", { question: question(), look: look(), kinds: [state.figure] }, (reply) => {
      if (asking !== mine) return;
      mine.told = true;
      if (reply.error) { tell(reply.error); at("answer").classList.remove("waiting"); next(); return; }
      tell("");
      drawAnswer(reply.answer);
      performance.measure(reply.answer.trials < reply.answer.asked ? "beat" : "answer", { start: began, end: performance.now(), detail: reply.answer.trials });
      next();
    }, mine.abort.signal);
    if (asking === mine && !mine.again) setTimeout(async () => { const text = await commands(); if (!asking) at("command").textContent = text; });
  } catch (e) {
    if (asking === mine && e.name !== "AbortError") tell("The engine does not answer: " + e.message);
  }
  if (asking !== mine) return;
  asking = null;
  writeState();
  if (mine.again) ask();
  else at("answer").setAttribute("aria-busy", "false");
}

async function open() {
  const reply = await engine.call("page", {});
  if (!reply.page) {
    tell(reply.error);
    at("status").textContent = "This scenario cannot be played as it stands.";
    return;
  }
  tell("");
  page = reply.page;
  at("title").textContent = page.title || page.name;
  document.title = "What if: " + at("title").textContent;
  if (!page.policies.some((p) => p.name === state.policy)) state.policy = page.policies[Math.min(1, page.policies.length - 1)].name;
  if (!tabs.some(([kind]) => kind === state.figure)) state.figure = "exceedance";
  drawTabs();
  drawControls();
  const missing = [...state.sets.keys()].filter((path) => !controls.has(path));
  if (missing.length) ((await engine.call("controls", { paths: missing })).controls || []).forEach(add);
  refreshControls();
  moved();
}

async function start() {
  readState();
  const all = await engine.scenarios();
  if (!all.includes(state.scenario)) state.scenario = all[0];
  at("scenario").replaceChildren(...all.map((name) => make("option", { value: name, selected: name === state.scenario }, name)));
  show(at("which"), all.length > 1);
  at("scenario").addEventListener("change", (e) => { Object.assign(state, { scenario: e.target.value, policy: "", sets: new Map(), a: null }); open(); });
  at("controls").addEventListener("submit", (e) => e.preventDefault());
  at("pin").addEventListener("click", () => { state.a = { policy: state.policy, sets: new Map(state.sets) }; moved(); });
  at("unpin").addEventListener("click", () => { state.a = null; moved(); });
  at("reset").addEventListener("click", () => { Object.assign(state, { sets: new Map(), a: null, seed: 0 }); refreshControls(); moved(); });
  at("find").addEventListener("input", find);
  at("seed").addEventListener("change", (e) => { const n = Number(e.target.value); state.seed = Number.isSafeInteger(n) && n > 0 && n !== page.seed ? n : 0; refreshControls(); moved(); });
  at("copy-link").addEventListener("click", (e) => { writeState(); copy(e.target, location.href); });
  at("copy-command").addEventListener("click", async (e) => copy(e.target, await commands()));
  for (const b of document.querySelectorAll("[data-save]")) b.addEventListener("click", () => save(b.dataset.save, b.dataset.format));
  for (const media of [dark, narrow]) media.addEventListener("change", moved);
  window.addEventListener("hashchange", () => { readState(); open(); });
  trialControls();
  engine.watch(open);
  await open();
}

document.documentElement.magnetsim = (call, request) => engine.call(call, request); // for other programs, and tests
start().catch((e) => tell("This page cannot start: " + e.message));
