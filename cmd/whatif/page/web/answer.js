// What is shown of an answer.
const tabs = [["exceedance", "Chance of exceeding"], ["distribution", "Distribution"], ["fan", "Over time"], ["sectors", "By sector"], ["difference", "What it changes"]];

function drawTabs() {
  at("tabs").replaceChildren(...tabs.map(([kind, title]) => make("button", { type: "button", role: "tab", id: "tab-" + kind, "aria-controls": "picture", "aria-selected": String(kind === state.figure), tabIndex: kind === state.figure ? 0 : -1, onclick: () => choose(kind), onkeydown: (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    e.preventDefault();
    choose(tabs[(tabs.findIndex(([k]) => k === kind) + step + tabs.length) % tabs.length][0]);
    at("tab-" + state.figure).focus();
  } }, title)));
}

function choose(kind) {
  state.figure = kind;
  drawTabs();
  moved();
}

// svgOf is the picture of a figure; null where the parser does not take it.
function svgOf(figure) {
  const svg = new DOMParser().parseFromString(figure.svg, "image/svg+xml").documentElement;
  if (svg.nodeName !== "svg") return null;
  for (const e of svg.querySelectorAll("script,foreignObject")) e.remove();
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  return document.importNode(svg, true);
}

function picture(figure) {
  const told = Boolean(figure && figure.plots); // a point of it stands for a trial
  at("picture").classList.toggle("pointed", told);
  show(at("trial-hint"), told);
  if (!figure) {
    at("picture").replaceChildren(make("p", { className: "hint" }, "There is nothing to draw of this answer."));
    return;
  }
  const svg = svgOf(figure);
  if (!svg) return;
  at("picture").replaceChildren(svg);
  at("picture").setAttribute("aria-label", figure.title);
}

let shownAnswer = null;

// headlines are the numbers that stand above the picture: what is lost, and what it is worth.
function headlines(answer) {
  const named = (title) => answer.measures.find((m) => m.title === title);
  return [named("Chance of a material shortage"), named("Mean shortfall"), named("CVaR95 of the shortfall"), named("Net benefit") || named("Cost")].filter(Boolean);
}

const verdicts = { pass: "good", fail: "bad" };

function drawAnswer(answer) {
  shownAnswer = answer;
  const two = answer.sides.length > 1, last = answer.sides.length - 1;
  at("answer").classList.remove("waiting");
  at("sides").replaceChildren(...(two ? [make("b", { className: "a" }, "A"), answer.sides[0] + "  ", make("b", {}, "B")] : []), answer.sides[last]);
  const done = answer.trials >= answer.asked;
  at("status").textContent = done ? `${grouped(answer.trials)} trials` : `${grouped(answer.trials)} of ${grouped(answer.asked)} trials, refining…`;
  at("progress").value = answer.trials / answer.asked;
  picture(answer.figures && answer.figures[0]);
  const mark = (m) => (m.same ? "" : m.better ? "good" : "bad");
  const change = (m) => m.change && (m.same ? "~ " : "") + m.change;
  at("cards").replaceChildren(...headlines(answer).map((m) => {
    const worth = m.title === "Net benefit";
    return make("div", { className: "figure-card" }, make("p", {}, m.title), make("strong", { className: worth ? mark(m) : "" }, worth ? change(m) : m.values[last]),
      worth ? make("p", {}, "B against A") : two && make("p", { className: "before" }, "A " + m.values[0]));
  }));
  at("sentences").replaceChildren(...answer.sentences.map((s) => make("p", {}, s)));
  at("measures").replaceChildren(make("caption", {}, "In numbers"), make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Measure"), ...answer.sides.map((s, i) => make("th", { scope: "col" }, (two && i === 0 ? "A · " : two ? "B · " : "") + s)), two && make("th", { scope: "col" }, "B against A"))),
    make("tbody", {}, ...answer.measures.map((m) => make("tr", {}, make("th", { scope: "row" }, m.title, make("small", {}, m.doc)), ...m.values.map((v) => make("td", {}, v)), two && make("td", { className: m.change && m.title !== "Cost" ? mark(m) : "" }, change(m) || "")))));
  const criteria = answer.criteria || [];
  show(at("criteria"), criteria.length);
  at("criteria").replaceChildren(make("caption", {}, "Criteria"), make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Criterion"), ...answer.sides.map((s, i) => make("th", { scope: "col" }, (two && i === 0 ? "A · " : two ? "B · " : "") + s)))),
    make("tbody", {}, ...criteria.map((c) => make("tr", {}, make("th", { scope: "row" }, c.line), ...c.values.map((v, i) => make("td", { className: verdicts[c.passed[i]] || "open" }, c.passed[i] + ": " + v))))));
  at("warnings").replaceChildren(...(done ? answer.warnings || [] : []).map((w) => make("li", {}, w)));
}
