// Controls: a slider for a number, two for a range (its middle and its width), words for what
// is one of a few, and for all of them a field that takes what a file takes.
const controls = new Map(); // by path: { spec, element, refresh }

// rest is the value of a control that is not moved: that of the policy, or of the file.
function rest(spec) {
  const policy = page.policies.find((p) => p.name === state.policy);
  return (spec.chosen && policy && policy.sets[spec.path]) || spec.value;
}

const inForce = (spec) => state.sets.get(spec.path) ?? rest(spec);

function setValue(spec, value) {
  if (value === rest(spec) || value === "") state.sets.delete(spec.path);
  else state.sets.set(spec.path, value);
  controls.get(spec.path).refresh();
  moved();
}

const digits = (spec) => Math.max(0, -Math.floor(Math.log10(spec.step) + 1e-9));
const round = (spec, x) => Number(x.toFixed(digits(spec)));
// three digits behind a point might be thousands, and are not written but below 1.
const plain = (x) => (Math.abs(x) >= 1 && /\.\d{3}$/.test(String(x)) ? String(Number(x.toFixed(2))) : String(x));
const written = (spec, x) => (spec.date ? dateAt(spec, x) : spec.form.replace("#", plain(round(spec, x))));
const pattern = /[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

// Dates are moved by the week, as days since 1970-01-01, or by the month, as months since
// January 1970.
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
const dateAt = (spec, x) => (spec.date === "month" ? iso(Date.UTC(1970, Math.round(x), 1)) : iso(Math.round(x) * 864e5));
function dateOf(spec, text) {
  if (!/^\d{4}-\d\d(-\d\d)?$/.test(text)) return NaN;
  const [y, m, d = 1] = text.split("-").map(Number);
  return spec.date === "month" ? 12 * (y - 1970) + m - 1 + (d - 1) / 31 : Date.UTC(y, m - 1, d) / 864e5;
}
const spoken = (text) => text.replace(/\d{4}-\d\d(-\d\d)?/g, (t) => new Date(t).toLocaleDateString("en", { timeZone: "UTC", day: t.length < 10 ? undefined : "numeric", month: "long", year: "numeric" }));

// ends are the numbers of a value as it stands, if it is a number or a range in the unit of the
// control; else those that its distribution spans in the file.
function ends(spec) {
  const text = inForce(spec);
  if (spec.date) {
    const dates = text.split(/\s+to\s+/).map((t) => dateOf(spec, t));
    return dates.length <= 2 && dates.every(Number.isFinite) ? [dates[0], dates[dates.length - 1]] : [spec.from, spec.to];
  }
  const unit = (t) => t.replace(pattern, "#").replace(/\s+/g, "").replace(/s$/, ""); // of one month as of several
  const parts = text.split(/\s+to\s+/);
  if (parts.length <= 2 && parts.every((t) => unit(t) === unit(spec.form))) {
    const numbers = parts.map((t) => Number(t.match(pattern)[0].replaceAll(",", "")));
    return [numbers[0], numbers[numbers.length - 1]];
  }
  return [spec.from, spec.to];
}

function ranged(spec, middle, half) {
  if (spec.date) {
    const [from, to] = [written(spec, middle - half), written(spec, middle + half)];
    return from === to ? from : from + " to " + to;
  }
  const floor = spec.low < 0 ? -Infinity : spec.step / 10;
  const roof = spec.form.includes("%") && spec.low >= 0 ? 100 - spec.step / 10 : Infinity;
  if (!(half > 0)) return written(spec, middle);
  const fine = { ...spec, step: spec.step / 10 };
  return written(fine, Math.max(floor, middle - half)) + " to " + written(fine, Math.min(roof, middle + half));
}

function slider(spec, name, low, high, take) {
  return make("input", { type: "range", min: low, max: high, step: spec.step, "aria-label": name ? spec.title + ", " + name : spec.title, oninput: (e) => take(Number(e.target.value)) });
}

// control returns the element of a control.
function control(spec) {
  const id = "control-" + spec.path;
  const field = spec.choices && spec.choices.length
    ? make("select", { id, onchange: (e) => setValue(spec, e.target.value) }, ...spec.choices.map((c) => make("option", { value: c }, c)))
    : make("input", { id, type: "text", spellcheck: false, placeholder: "not set", onchange: (e) => setValue(spec, e.target.value.trim()) });
  const element = make("div", { className: "control" }, make("div", { className: "head" }, make("label", { htmlFor: id }, spec.title), field));
  const sliders = [];
  const moves = spec.form || spec.date;
  if (moves && spec.uncertain) {
    const span = () => { const [a, b] = ends(spec); return [(a + b) / 2, (b - a) / 2]; };
    const most = Math.max(spec.high - spec.low, spec.to - spec.from);
    sliders.push(slider(spec, "middle", spec.low, spec.high, (x) => setValue(spec, ranged(spec, x, span()[1]))), slider(spec, "width", 0, most, (x) => setValue(spec, ranged(spec, span()[0], x / 2))));
    element.append(make("div", { className: "slide" }, make("span", { ariaHidden: "true" }, "Middle"), sliders[0], make("span", { ariaHidden: "true" }, "Width"), sliders[1]));
  } else if (moves) {
    sliders.push(slider(spec, "", spec.low, spec.high, (x) => setValue(spec, written(spec, x))));
    element.append(make("div", { className: "slide one" }, sliders[0]));
  }
  if (moves) element.append(make("div", { className: "ends", ariaHidden: "true" }, make("span", {}, written(spec, spec.low)), make("span", {}, written(spec, spec.high))));
  element.append(about(spec));
  const refresh = () => {
    field.value = inForce(spec);
    field.title = field.value;
    element.classList.toggle("moved", state.sets.has(spec.path));
    if (!sliders.length) return;
    const [a, b] = ends(spec);
    sliders[0].value = spec.uncertain ? (a + b) / 2 : a;
    if (sliders[1]) sliders[1].value = b - a;
    for (const s of sliders) s.setAttribute("aria-valuetext", spec.date ? spoken(inForce(spec)) : inForce(spec));
  };
  controls.set(spec.path, { spec, element, refresh });
  refresh();
  return element;
}

// about is what a control means and what its value rests on.
function about(spec) {
  const rows = [["Means", spec.doc], ["In the file", spec.value], ["As read", spec.means], ["Basis", spec.basis], ["Source", spec.source], ["Note", spec.note], ["Place", spec.path]];
  const list = make("dl");
  for (const [name, text] of rows) if (text) list.append(make("dt", {}, name), make("dd", {}, text));
  return make("details", {}, make("summary", {}, "About this figure"), list);
}

// add shows another control, if it is not there yet, and returns its element.
function add(spec) {
  if (!controls.has(spec.path)) {
    (spec.chosen ? at(/\.target$|\.initial$/.test(spec.path) || page.policies.some((p, i) => i > 0 && p.sets[spec.path] !== page.policies[0].sets[spec.path]) ? "levers" : "others") : at("drivers")).append(control(spec));
    show(at("more-levers"), at("others").childElementCount > 0);
  }
  return controls.get(spec.path).element;
}

function drawControls() {
  controls.clear();
  for (const id of ["policies", "levers", "others", "drivers"]) at(id).replaceChildren();
  for (const p of page.policies) {
    at("policies").append(make("label", { className: "policy" }, make("input", { type: "radio", name: "policy", value: p.name, checked: p.name === state.policy, onchange: () => {
      for (const c of page.controls) if (c.chosen) state.sets.delete(c.path); // a policy is chosen as it stands
      state.policy = p.name;
      refreshControls();
      moved();
    } }), make("span", {}, p.title)));
  }
  page.controls.forEach(add);
}

function refreshControls() {
  for (const i of document.querySelectorAll("#policies input")) i.checked = i.value === state.policy;
  for (const c of controls.values()) c.refresh();
  at("seed").value = state.seed || page.seed;
}

let search = 0;
async function find() {
  const text = at("find").value.trim(), mine = ++search;
  const reply = text ? await engine.call("find", { text }) : {};
  if (mine !== search) return;
  at("found").replaceChildren(...(reply.controls || []).map((spec) => make("li", {}, make("button", { type: "button", onclick: () => {
    const e = add(spec);
    at("find").value = "";
    at("found").replaceChildren();
    e.scrollIntoView({ block: "nearest" });
    e.querySelector("input,select").focus();
  } }, spec.title, make("small", {}, spec.value + " · " + spec.path)))));
  if (text && !(reply.controls || []).length) at("found").append(make("li", {}, make("small", {}, "No figure has all of these words.")));
}
