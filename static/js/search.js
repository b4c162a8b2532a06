// Filters, orders and views that act at once: htmx asks and swaps. This keeps the place on the page and the
// focus, says what happened, and falls back to a plain visit.
(() => {
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  let held = null;

  document.documentElement.classList.add("scripted");
  document.addEventListener("DOMContentLoaded", () => document.body.append(said));

  // What is typed to find a value in a list is no filter.
  document.addEventListener("change", (event) => {
    if (event.target.closest(".find")) event.stopPropagation();
  }, true);

  // A bar of the timeline ticks the box of its year: htmx does not know links within a drawing.
  document.addEventListener("click", (event) => {
    const bar = event.target.closest("#results .years a");
    const box = bar && document.getElementById(`f-year-${bar.dataset.year}`);
    if (!box || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    box.click();
  });

  // The box that was ticked stays under the pointer, however the lists above it change.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { activeElement } = document;
    const inside = event.detail.target.id === "results" && event.detail.target.contains(activeElement);
    held = inside ? { id: activeElement.id, top: activeElement.getBoundingClientRect().top } : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const heading = document.getElementById("found");
    // A part of the query that was taken out goes from the box as well.
    const box = document.querySelector("#asking [name=q]");
    const results = document.getElementById("results");
    if (box && results && box !== document.activeElement) box.value = results.dataset.q;
    if (heading) said.textContent = heading.textContent.trim();
    if (!held) return;
    const same = held.id && document.getElementById(held.id);
    if (same) {
      same.focus({ preventScroll: true });
      scrollBy({ top: same.getBoundingClientRect().top - held.top, behavior: "instant" });
    } else if (heading) heading.focus({ preventScroll: true });
    held = null;
  });

  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, (event) => {
      const { target, pathInfo } = event.detail;
      if (target.id === "results") location.assign(pathInfo.finalRequestPath);
    });
  }
})();
