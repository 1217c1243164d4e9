// What a reader takes along: link, command, and files.
async function save(what, format, more) {
  const reply = await engine.call(what, { question: question(), look: look(), kinds: [state.figure], format: format || "", ...more });
  if (!reply.file) return tell(reply.error);
  const bytes = Uint8Array.from(atob(reply.file.data), (c) => c.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: reply.file.type }));
  make("a", { href: url, download: reply.file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

async function copy(button, text) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    at("command").textContent = text; // where the browser refuses, it can be copied by hand
    getSelection().selectAllChildren(at("command"));
    button.textContent = "Select and copy";
  }
  setTimeout(() => { button.textContent = before; }, 1500);
}

async function commands() {
  const reply = await engine.call("commands", { question: question() });
  return (reply.commands || []).join("\n");
}
