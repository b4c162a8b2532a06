// Buttons that copy a link (data-copy, an address of this site) or a text (data-copy-text).
// They come hidden: without script there is nothing that does not work.
(() => {
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");

  const show = (root) => {
    root.querySelectorAll("[data-copy], [data-copy-text]").forEach((button) => { button.hidden = false; });
  };

  const copy = async (button) => {
    const text = button.dataset.copyText ?? new URL(button.dataset.copy, location.href).href;
    const words = button.textContent;
    button.style.minWidth = `${button.offsetWidth}px`;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied";
    }
    said.textContent = button.textContent;
    setTimeout(() => { button.textContent = words; said.textContent = ""; }, 2000);
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!navigator.clipboard) return;
    document.body.append(said);
    show(document);
  });
  document.addEventListener("htmx:afterSettle", (event) => { if (navigator.clipboard) show(event.target); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-copy-text]");
    if (button) copy(button);
  });
})();
