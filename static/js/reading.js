// On a document that a search led to: which of the found passages is the one looked at.
(() => {
  const links = [...document.querySelectorAll(".hitbar ol a")];
  const passage = (hash) => hash.replace(/-found$/, "");
  const mark = () => {
    // A link that was kept may ask for a word that has since been corrected away: its passage is there.
    if (location.hash.endsWith("-found") && !document.getElementById(location.hash.slice(1))) {
      location.replace(passage(location.hash));
    }
    for (const link of links) {
      const here = passage(link.hash) === passage(location.hash);
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
