// On a document that a search led to: which of the found passages is the one looked at.
(() => {
  const links = [...document.querySelectorAll(".hitbar ol a")];
  const mark = () => {
    for (const link of links) {
      const here = link.hash === location.hash;
      link.classList.toggle("now", here);
      if (here) {
        link.setAttribute("aria-current", "true");
        link.scrollIntoView({ block: "nearest", inline: "center" });
      } else link.removeAttribute("aria-current");
    }
  };
  addEventListener("hashchange", mark);
  mark();
})();
