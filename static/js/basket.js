// The basket. A note is kept as soon as its field is left, or nothing was typed for a moment, and
// when the page is left; after a move, the focus is where it was. Without script the buttons do the
// same.
(() => {
  const PRESSED = "basket-pressed";
  const PAUSE = 800; // milliseconds
  const form = document.getElementById("own");
  if (!form) return;

  const sent = new Map(); // by field what the server has, or is on its way to it
  const isKept = (field) => field.value === (sent.get(field) ?? field.defaultValue);

  const keep = async (field) => {
    const said = field.closest(".mynote").querySelector(".said");
    sent.set(field, field.value);
    const body = new URLSearchParams({ [field.name]: field.value });
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", body, headers, keepalive: true });
      if (!answer.ok) throw new Error(answer.status);
      const names = await answer.json();
      field.name = names[field.id];
      said.textContent = "Kept";
    } catch {
      sent.delete(field);
      said.textContent = "Not kept yet. Choose “Keep” to try again.";
    }
  };

  let before = Promise.resolve(); // one after the other: each answer names the field anew
  let waiting = 0;
  let pause;
  const keepNext = (field) => {
    clearTimeout(pause);
    if (isKept(field)) return;
    waiting += 1;
    before = before.then(() => keep(field)).finally(() => { waiting -= 1; });
  };
  const notes = () => form.querySelectorAll(".mynote .field");
  form.addEventListener("change", ({ target }) => {
    if (target.matches(".mynote .field")) keepNext(target);
  });
  form.addEventListener("input", ({ target }) => {
    if (!target.matches(".mynote .field")) return;
    clearTimeout(pause);
    pause = setTimeout(() => keepNext(target), PAUSE);
  });
  window.addEventListener("pagehide", () => {
    for (const field of notes()) if (!isKept(field)) keep(field);
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !waiting || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // what it leads to shows the note
    before.then(() => location.assign(link.href));
  });
  form.addEventListener("submit", (event) => {
    const { value } = event.submitter ?? {};
    if (value) sessionStorage.setItem(PRESSED, value);
  });

  const pressed = sessionStorage.getItem(PRESSED);
  sessionStorage.removeItem(PRESSED);
  if (!pressed) return;
  const [deed, item] = pressed.split(":");
  const again = deed === "remove" ? document.querySelector("#removed button") : form.querySelector(`[value="${deed}:${item}"]`);
  const beside = again?.disabled ? document.querySelector(`#i${item} .side button:enabled`) : again;
  // Arriving at the fragment takes the focus away: after that.
  window.addEventListener("load", () => requestAnimationFrame(() => beside?.focus()));
})();
