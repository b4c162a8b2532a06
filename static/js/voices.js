// The queue of voices without a person, by keyboard and without reloading: a decision is sent while the next label
// is already open. Without script the same forms are sent one by one.
(() => {
  const bench = document.querySelector(".workbench");
  const pane = document.getElementById("case");
  const saved = bench.querySelector(".saved");
  const keysOn = document.getElementById("keys-on");
  const links = () => [...bench.querySelectorAll(".waiting li:not(.done) > a")];
  const current = () => bench.querySelector(".waiting [aria-current]");
  const panes = new Map();
  const undoable = [];
  let sending = Promise.resolve();
  let wanted = "";

  document.querySelector(".keys").hidden = false;

  const fetched = (href) => {
    if (!panes.has(href)) {
      panes.set(href, fetch(href, { headers: { "X-Pane": "yes" } }).then((r) => {
        if (!r.ok) throw new Error(`${r.status}`);
        return r.text();
      }));
      panes.get(href).catch(() => panes.delete(href));
    }
    return panes.get(href);
  };

  const after = (link, by) => {
    const all = [...bench.querySelectorAll(".waiting li > a")];
    const open = links();
    const from = all.indexOf(link);
    return by > 0 ? open.find((l) => all.indexOf(l) > from) ?? open.find((l) => l !== link)
      : open.filter((l) => all.indexOf(l) < from).pop();
  };

  const open = async (link, href = link.href) => {
    current()?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    link.scrollIntoView({ block: "nearest" });
    wanted = href;
    try {
      const html = await fetched(href);
      if (wanted !== href) return;
      pane.innerHTML = html;
    } catch {
      location.assign(href);
      return;
    }
    pane.querySelector("h2")?.focus({ preventScroll: true });
    if (pane.getBoundingClientRect().top < 0) pane.scrollIntoView();
    let next = link;
    for (let n = 0; n < 3 && next; n += 1) {
      next = after(next, 1);
      if (next && next !== link) fetched(next.href).catch(() => {});
    }
  };

  const post = async (url, body) => {
    const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
    const answer = await response.json().catch(() => ({ error: `The server answered ${response.status}.` }));
    if (!response.ok) throw new Error(answer.error ?? `The server answered ${response.status}.`);
    return answer;
  };

  const token = () => bench.querySelector("[name=csrfmiddlewaretoken]")?.value
    ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

  // One after the other, in the order in which they were made.
  const send = (link, url, body) => {
    const row = link.parentElement;
    row.className = "done sending";
    sending = sending.then(() => post(url, body)).then((answer) => {
      row.className = "done";
      panes.clear();
      undoable.push({ link, undo: answer.undo });
      saved.textContent = answer.said;
    }).catch((error) => {
      row.className = "failed";
      saved.textContent = `${link.firstChild.textContent.trim()}: not saved. ${error.message}`;
    });
  };

  const undo = () => {
    sending = sending.then(async () => {
      const last = undoable.pop();
      if (!last) { saved.textContent = "Nothing was decided here that could be undone."; return; }
      const body = new FormData();
      body.set("csrfmiddlewaretoken", token());
      try {
        saved.textContent = (await post(last.undo, body)).said;
        last.link.parentElement.className = "";
        panes.clear();
        open(last.link);
      } catch (error) {
        saved.textContent = error.message;
      }
    });
  };

  pane.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const link = current();
    const body = new FormData(form, event.submitter);
    const name = form.elements.name;
    if (!["to", "new", "nobody"].includes(event.submitter?.name) && !name.value.trim()) { name.focus(); return; }
    const others = [...pane.querySelectorAll("details a[data-pane]")].slice(1);
    const next = after(link, 1);
    send(link, form.action, body);
    if (body.get("scope") === "document" && others.length) {  // the label waits still, in its other documents
      sending = sending.then(() => {
        if (link.parentElement.className !== "done") return;
        link.parentElement.className = "";
        link.href = others[0].href;
      });
    }
    if (next) open(next);
    else {
      pane.textContent = "";
      sending = sending.then(() => { if (!links().length) location.assign(location.pathname.replace(/\d+\/$/, "") + location.search); });
    }
  });

  bench.addEventListener("click", (event) => {
    const link = event.target.closest(".waiting a, a[data-pane]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.matches("[data-pane]") ? current() : link, link.href);
  });

  let asked = 0;
  pane.addEventListener("input", async (event) => {
    if (event.target.name !== "name" || event.target.value.trim().length < 2) return;
    const turn = (asked += 1);
    const answer = await fetch(`${bench.dataset.find}?q=${encodeURIComponent(event.target.value)}`).then((r) => r.json());
    if (turn !== asked) return;
    pane.querySelector("datalist").replaceChildren(...answer.names.map((n) => new Option(n, n)));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("input")) { event.target.blur(); return; }
    if (!keysOn.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select")) return;
    const key = event.key.toLowerCase();
    const button = /^[1-9l]$/.test(key) && pane.querySelector(`[data-key="${key}"]`);
    if (button) button.click();
    else if (key === "n") pane.querySelector("[name=name]")?.focus();
    else if (key === "d") {
      const other = pane.querySelector("[name=scope]:not(:checked)");
      if (other?.type === "radio") other.checked = true;
    } else if (key === "j" || key === "k") {
      const next = current() && after(current(), key === "j" ? 1 : -1);
      if (next) open(next);
    } else if (key === "u") undo();
    else return;
    event.preventDefault();
  });

  if (current()) after(current(), 1) && fetched(after(current(), 1).href).catch(() => {});
})();
