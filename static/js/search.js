// Filters that act at once: htmx asks and swaps, this says what happened and falls back to a plain visit.
(() => {
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");

  document.documentElement.classList.add("scripted");
  document.addEventListener("DOMContentLoaded", () => document.body.append(said));
  document.addEventListener("htmx:afterSettle", () => {
    const heading = document.getElementById("found");
    if (heading) said.textContent = heading.textContent.trim();
  });
  document.addEventListener("htmx:responseError", (event) => {
    location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:sendError", (event) => {
    location.assign(event.detail.pathInfo.finalRequestPath);
  });
})();
