// Filters, orders and views that act at once: htmx asks and swaps. This keeps the place on the page and the
// focus, says what happened, and falls back to a plain visit.
(() => {
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  let held = null;
  let before = { q: "", wide: false, open: false };

  const words = (typed) => typed.trim().replace(/\s+/g, " ");
  const panel = (results) => {
    const filters = results.querySelector(".wide .facets");
    return { wide: filters !== null, open: filters !== null && filters.open };
  };

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
    const { target } = event.detail;
    const inside = target.id === "results" && target.contains(activeElement);
    if (target.id === "results") before = { q: target.dataset.q, ...panel(target) };
    held = inside ? { id: activeElement.id, top: activeElement.getBoundingClientRect().top } : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const heading = document.getElementById("found");
    const results = document.getElementById("results");
    if (results && event.detail.target.id === "results") {
      // A part of the query that was taken out goes from the box as well; what was typed since stays.
      const box = document.querySelector("#asking [name=q]");
      if (box && words(box.value) === words(before.q)) box.value = results.dataset.q;
      // Filters that were unfolded above a concordance stay so, for the next one to be ticked.
      if (before.wide && panel(results).wide) results.querySelector(".facets").open = before.open;
    }
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
