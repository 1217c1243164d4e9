// What every part of the page needs of the document. Text of a scenario is always set as
// text: a name may hold anything.
const at = (id) => document.getElementById(id);

// make returns an element with properties and children; a text is a child as it stands.
function make(tag, properties, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
    else if (name in e && name !== "list") e[name] = value;
    else e.setAttribute(name, value);
  }
  e.append(...children.filter((c) => c !== undefined && c !== null && c !== false));
  return e;
}

function show(element, there) { element.hidden = !there; }

function tell(problem) {
  at("problem").textContent = problem || "";
  show(at("problem"), problem);
}

const grouped = (n) => n.toLocaleString("en");
