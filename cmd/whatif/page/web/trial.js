// One trial told: what happens in it, and why, in a dialog over the page.
let telling = 0;

// tellTrial asks for a trial: the median where nothing says which. What is being refined rests
// meanwhile.
async function tellTrial(which) {
  const mine = ++telling, box = at("trial");
  const resting = halt();
  if (!box.open) box.showModal();
  box.setAttribute("aria-busy", "true");
  tellIn("");
  try {
    const reply = await engine.call("trial", { question: question(), look: look(), kinds: [state.figure], trial: which });
    if (mine !== telling) return;
    if (reply.trial) drawTrial(reply.trial);
    else tellIn(reply.error || "The engine does not answer.");
  } finally {
    if (mine === telling) box.setAttribute("aria-busy", "false");
    if (resting) moved();
  }
}

function tellIn(problem) {
  at("trial-problem").textContent = problem;
  show(at("trial-problem"), problem);
}

function drawTrial(told) {
  at("trial-title").textContent = `Trial ${grouped(told.number)}, ${told.value}`;
  at("trial-number").value = told.number;
  at("trial-of").textContent = `${told.policy} · one of ${grouped(told.trials)} trials`;
  at("trial-sentences").replaceChildren(...told.sentences.map((s) => make("p", {}, s)));
  at("trial-why").replaceChildren(...told.why.map((s) => make("li", {}, s)));
  at("trial-pictures").replaceChildren(...told.figures.map(svgOf).filter(Boolean));
  at("trial-events").replaceChildren(...told.events.map((e) => make("tr", {}, make("th", { scope: "row" }, e.date), make("td", {}, e.text))));
  const sides = shownAnswer ? shownAnswer.sides : [];
  show(at("trial-sides"), sides.length > 1);
  at("trial-sides").replaceChildren(...sides.map((name, i) => make("button", { type: "button", ariaPressed: String(i === told.side), onclick: () => tellTrial({ side: i, number: told.number }) }, ["A", "B"][i] + " · " + name)));
  Object.assign(at("trial").dataset, { side: told.side, number: told.number });
  at("trial-body").scrollTop = 0;
}

// pointed is what stands at a place on the figure that is shown, in the units of its axes.
function pointed(figure, svg, e) {
  const box = svg.getBoundingClientRect(), x = (e.clientX - box.left) / box.width, y = (e.clientY - box.top) / box.height;
  const plot = (figure.plots || []).findIndex((p) => x >= p.left && x <= p.right && y >= p.top && y <= p.bottom);
  if (plot < 0) return null;
  const p = figure.plots[plot], share = (at, from, to) => (at - from) / (to - from);
  return { figure: figure.name, plot, x: p.xLow + share(x, p.left, p.right) * (p.xHigh - p.xLow), y: p.yHigh - share(y, p.top, p.bottom) * (p.yHigh - p.yLow) };
}

function trialControls() {
  const box = at("trial"), side = () => ({ side: Number(box.dataset.side) });
  at("tell-trial").addEventListener("click", () => tellTrial({}));
  for (const b of document.querySelectorAll("[data-share]")) b.addEventListener("click", () => tellTrial({ ...side(), share: Number(b.dataset.share) }));
  at("trial-number").addEventListener("change", (e) => { if (e.target.value !== "") tellTrial({ ...side(), number: Math.max(0, Math.floor(Number(e.target.value))) }); });
  at("trial-save").addEventListener("click", () => save("trial", "csv", { trial: { ...side(), number: Number(box.dataset.number) } }));
  at("trial-close").addEventListener("click", () => box.close());
  box.addEventListener("click", (e) => { if (e.target === box) box.close(); });
  box.addEventListener("close", () => { if (!box.open) telling++; }); // it comes late, and may be open again
  at("picture").addEventListener("click", (e) => {
    const svg = at("picture").querySelector("svg"), figure = shownAnswer && shownAnswer.figures && shownAnswer.figures[0];
    const point = svg && figure && pointed(figure, svg, e);
    if (point) tellTrial({ point });
  });
  at("picture").addEventListener("keydown", (e) => { if (e.key === "Enter") tellTrial({}); });
}
