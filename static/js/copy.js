// Buttons that copy a link (data-copy, an address of this site) or a text (data-copy-text): with its
// italics for word processors (data-copy-html), or what an address answers (data-copy-from; where
// that fails, the text). They come hidden: without script there is nothing that does not work.
(() => {
  const SHOWN = 2000; // milliseconds
  const buttons = "[data-copy], [data-copy-text], [data-copy-from]";
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");

  const show = (root) => {
    root.querySelectorAll(buttons).forEach((button) => { button.hidden = false; });
  };

  const answered = async (address, otherwise) => {
    try {
      const answer = await fetch(address);
      if (answer.ok) return (await answer.text()).trimEnd();
    } catch { /* as if it had refused */ }
    return otherwise ?? Promise.reject(new Error("nothing to copy"));
  };

  const write = ({ copy, copyText, copyHtml, copyFrom }) => {
    if (copy !== undefined) return navigator.clipboard.writeText(new URL(copy, location.href).href);
    if (!window.ClipboardItem || !(copyFrom || copyHtml)) return navigator.clipboard.writeText(copyText);
    const blob = async (type, text) => new Blob([await text], { type });
    // The promise stands in the item: browsers that ask for a click want the call made in it.
    const forms = { "text/plain": blob("text/plain", copyFrom ? answered(copyFrom, copyText) : copyText) };
    if (copyHtml) forms["text/html"] = blob("text/html", copyHtml);
    return navigator.clipboard.write([new ClipboardItem(forms)]);
  };

  const copy = async (button) => {
    if (button.dataset.copying) return;
    button.dataset.copying = "yes";
    const inside = [...button.childNodes];
    button.style.minWidth = `${button.offsetWidth}px`;
    let outcome = "Copied";
    try {
      await write(button.dataset);
    } catch {
      outcome = "Not copied";
    }
    button.replaceChildren(outcome);
    said.textContent = outcome;
    setTimeout(() => {
      button.replaceChildren(...inside);
      said.textContent = "";
      delete button.dataset.copying;
    }, SHOWN);
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!navigator.clipboard) return;
    document.body.append(said);
    show(document);
  });
  document.addEventListener("htmx:afterSettle", (event) => { if (navigator.clipboard) show(event.target); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(buttons);
    if (button) copy(button);
  });
})();
