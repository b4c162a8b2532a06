// Filters, orders and views that act at once: htmx asks and swaps. This keeps the place on the page and the
// focus, says what happened, and falls back to a plain visit.
(() => {
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  let held = null;
  let before = { q: "", wide: false, open: false };

  // What was asked for and is not yet answered; of these keys there is one value at most.
  let awaited = null;
  const single = ["q", "sort", "view", "count", "words", "page"];

  // `asked` with what a click changes: the box that it ticked, or all in which `wanted` is not as `shown`.
  const changed = (asked, shown, wanted, clicked) => {
    const merged = new URLSearchParams(asked);
    const box = clicked?.matches?.("input[type=checkbox]") ? clicked : null;
    const gone = box ? (box.checked ? [] : [[box.name, box.value]]) : [...shown].filter(([k, v]) => !wanted.has(k, v));
    const come = box ? (box.checked ? [[box.name, box.value]] : []) : [...wanted].filter(([k, v]) => !shown.has(k, v));
    for (const [key, value] of gone) merged.delete(key, value);
    for (const [key, value] of come) {
      if (single.includes(key)) merged.set(key, value);
      else if (!merged.has(key, value)) merged.append(key, value);
    }
    if (!wanted.has("page")) merged.delete("page");
    if (clicked?.matches?.(".clear")) { // of all filters, of those that were not yet there too
      for (const key of [...merged.keys()]) if (!single.includes(key) && !wanted.has(key)) merged.delete(key);
    }
    return merged;
  };

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

  // A click before the last one was answered is a change to what that asked for, and undoes none of it.
  document.addEventListener("htmx:configRequest", (event) => {
    const { detail } = event;
    if (detail.target.id !== "results" || detail.verb !== "get") return;
    const wanted = new URL(detail.path, location).searchParams;
    for (const [key, value] of detail.formData) wanted.append(key, value);
    if (awaited) {
      const merged = changed(awaited, new URLSearchParams(location.search), wanted, detail.triggeringEvent?.target);
      detail.path = `${new URL(detail.path, location).pathname}?${merged}`;
      detail.parameters = {};
      awaited = merged;
    } else awaited = wanted;
  });
  for (const end of ["htmx:afterSwap", "htmx:historyRestore", "popstate"]) {
    addEventListener(end, () => { awaited = null; });
  }

  // The box that was ticked stays under the pointer, however the lists above it change.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { activeElement } = document;
    const { target } = event.detail;
    const inside = target.id === "results" && target.contains(activeElement);
    if (target.id === "results") before = { q: target.dataset.q, ...panel(target) };
    held = inside
      ? { id: activeElement.id, year: activeElement.dataset.year, top: activeElement.getBoundingClientRect().top }
      : null;
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
    const same = held.year
      ? document.querySelector(`#results .years a[data-year="${held.year}"]`)
      : held.id && document.getElementById(held.id);
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
