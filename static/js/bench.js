// The workbench: keys, the picker, selected words, and saving without a reload. What is asked for is done one after
// the other, each with the state that the one before left. Without script every button is a plain form.
(() => {
  const frame = document.getElementById("bench");
  const said = document.getElementById("bench-said");
  const keys = document.getElementById("all-keys");
  if (!frame) return;
  document.documentElement.classList.add("scripted");

  let turn = Promise.resolve();
  let refusals = 0;
  const find = (selector) => frame.querySelector(selector);
  const say = (words) => { said.textContent = words; };

  // One after the other; what waits while something is refused is given up, for it was meant for another state.
  const ask = (step) => {
    const before = refusals;
    turn = turn.then(() => (before === refusals ? step() : null))
      .catch(() => say("Not saved: the archive did not answer. Try again."));
  };

  const load = async (address, body, push) => {
    const answer = await fetch(address, {
      method: body ? "POST" : "GET",
      body,
      headers: { "X-Requested-With": "bench", "X-Bench-Terms": find("#term").dataset.terms },
      credentials: "same-origin",
    });
    const place = answer.headers.get("X-Bench-Address");
    // Signed out, or something that is no passage: the browser shows what it is.
    if (!place) return body ? location.reload() : location.assign(answer.url);
    if (!answer.ok) refusals += 1;
    else if (body?.has("say") && find("#cm").value === body.get("comment")) {
      find("#cm").value = "";
      if (document.activeElement === find("#cm")) find("#pp").focus({ preventScroll: true }); // keys are keys again
    }
    put(await answer.text(), push && place !== location.pathname + location.search ? place : null);
  };

  const visit = (link) => ask(() => (link() ? load(link().href, null, true) : say(find("[data-end]")?.textContent ?? "")));

  const send = (name, value, more = {}) => ask(() => {
    const body = new FormData();
    for (const field of ["csrfmiddlewaretoken", "state", "seen", "text"]) body.set(field, find(`#marking [name=${field}]`).value);
    for (const [key, kept] of Object.entries({ [name]: value, ...more })) body.set(key, kept);
    return load(location.pathname + location.search, body, true);
  });

  // A comment that is typed and not kept yet stays with its passage.
  const drafts = new Map();
  const passage = () => new URL(find("#commenting").action).pathname;

  const put = (html, address) => {
    drafts.set(passage(), find("#cm").value);
    const active = document.activeElement;
    const inside = frame.contains(active);
    const again = inside && active.name && active.tagName === "BUTTON" ? `button[name="${active.name}"][value="${CSS.escape(active.value)}"]` : null;
    const answer = Object.assign(document.createElement("template"), { innerHTML: html }).content;
    if (answer.querySelector("#saved")) putSaved(answer);
    else putAll(answer);
    if (address) history.pushState(null, "", address);
    const told = find("[data-said]");
    say(told ? told.dataset.said : find("#pp").textContent);
    if (address || (inside && !frame.contains(document.activeElement))) (again && !address && find(again) ? find(again) : find("#pp")).focus({ preventScroll: true });
    if (address && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    find("[role=alert]")?.scrollIntoView({ block: "nearest" });
  };

  // Another passage, or a notice: all of it, with the terms that are here already where none came.
  const putAll = (answer) => {
    const terms = find("#term");
    if (!answer.querySelector("#term option")) answer.querySelector("#term").replaceChildren(...terms.children);
    frame.replaceChildren(answer);
    find("#cm").value = drafts.get(passage()) ?? "";
    setUp();
  };

  // A save: what it changed, and by how much the numbers of the document did.
  const putSaved = (answer) => {
    for (const part of answer.querySelectorAll("[data-part]")) find(`[data-part=${part.dataset.part}]`).replaceWith(part);
    const { state, seen, stands } = answer.querySelector("#saved").dataset;
    frame.querySelectorAll("[name=state]").forEach((field) => { field.value = state; });
    frame.querySelectorAll("[name=seen]").forEach((field) => { field.value = seen; });
    if (find("#stands")) find("#stands").textContent = stands;
    answer.querySelectorAll("#saved li").forEach(({ dataset }) => count(dataset.name, Number(dataset.by)));
    unselect();
  };
  const count = (name, by) => {
    const shown = find(`[data-count=${name}]`);
    if (!shown) return;
    const number = Math.max(0, Number(shown.textContent) + by);
    shown.textContent = number;
    const meter = find(".meter");
    const draw = (part, key, at) => {
      const width = Math.round(170 * Number(find(`[data-count=${key}]`)?.textContent ?? 0) / Math.max(1, meter.dataset.all));
      meter.querySelector(part).setAttribute("width", width);
      meter.querySelector(part).setAttribute("x", at);
      return width;
    };
    if (find("[data-count=settled]")) draw(".m-sug", "waiting", draw(".m-done", "settled", 0));
    if (name === "waiting") shown.parentElement.hidden = !number;
    const link = shown.closest("[data-start]");
    link?.classList.toggle("empty", !number);
    if (link && number) link.href = link.dataset.start;
    else link?.removeAttribute("href");
  };

  // Selected words, counted in code points as the archive counts them
  const length = (text) => [...text].length;
  const place = (node, offset) => {
    const range = document.createRange();
    range.setStart(find("#words"), 0);
    range.setEnd(node, offset);
    const part = range.cloneContents();
    part.querySelectorAll("sup").forEach((sup) => sup.remove());
    return length(part.textContent);
  };
  const select = () => {
    const chosen = getSelection();
    const words = find("#words");
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return;
    const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    const bare = words.cloneNode(true);
    bare.querySelectorAll("sup").forEach((sup) => sup.remove());
    const text = [...bare.textContent].slice(start, end).join("");
    if (!text.trim()) return;
    find("#marking [name=start]").value = start;
    find("#marking [name=end]").value = end;
    find("#selected").textContent = `Only “${text.trim()}”`;
    find("#unselect").hidden = false;
  };
  const unselect = () => {
    getSelection().removeAllRanges();
    find("#marking [name=start]").value = find("#marking [name=end]").value = "";
    find("#selected").textContent = find("#selected").dataset.whole;
    find("#unselect").hidden = true;
  };
  const span = () => {
    const [start, end] = ["start", "end"].map((name) => find(`#marking [name=${name}]`).value);
    return start && end ? { start, end } : {};
  };
  const beginSelecting = () => {
    const chosen = getSelection();
    const words = find("#words");
    chosen.collapse(document.createTreeWalker(words, NodeFilter.SHOW_TEXT).nextNode() ?? words, 0);
    chosen.modify("extend", "forward", "word");
  };
  const moveSelection = (event) => {
    const chosen = getSelection();
    const way = event.key === "ArrowRight" ? "forward" : "backward";
    if (event.shiftKey) chosen.modify("extend", way, "word");
    else {
      if (way === "forward") chosen.collapseToEnd(); else { chosen.collapseToStart(); chosen.modify("move", "backward", "word"); }
      chosen.modify("extend", "forward", "word");
    }
  };
  const selecting = () => !getSelection().isCollapsed && find("#words").contains(getSelection().anchorNode);

  let pressed = false;
  document.addEventListener("pointerdown", () => { pressed = true; }, true);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { pressed = false; }, true);

  // The picker as a combobox over the options of the plain select
  const setUpPicker = () => {
    const select_ = find("#term");
    const options = [...select_.options].filter((option) => option.value);
    const input = Object.assign(document.createElement("input"), { className: "field", autocomplete: "off", type: "text" });
    const list = Object.assign(document.createElement("div"), { id: "term-options", hidden: true });
    const define = Object.assign(document.createElement("div"), { className: "define note", hidden: true });
    const label = find("label[for=term]");
    input.id = "term-typed";
    label.htmlFor = input.id;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label.textContent);
    select_.hidden = true;
    find("#marking [name=mark]").hidden = true;
    select_.after(input, list, define);
    const standings = () => Object.fromEntries(find("[data-standings]").dataset.standings.split(" ").map((pair) => pair.split("=")));
    let shown = [];
    let active = -1;

    const close = () => {
      list.hidden = define.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (at) => {
      active = at;
      [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      const { define: meaning, use } = shown[at].dataset;
      define.replaceChildren(...[meaning, use].filter(Boolean).map((words) => Object.assign(document.createElement("p"), { textContent: words })));
      define.hidden = false;
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    const take = (at) => {
      const { value } = shown[at];
      input.value = "";
      close();
      find("#pp").focus({ preventScroll: true });
      send("toggle", value, span());
    };
    const offer = () => {
      const typed = input.value.trim().toLowerCase();
      const rank = (option) => {
        const name = option.text.toLowerCase();
        if (name.startsWith(typed)) return 0;
        if (` ${name}`.includes(` ${typed}`)) return 1;
        return (name + option.dataset.also.toLowerCase()).includes(typed) ? 2 : 3;
      };
      shown = options.filter((option) => rank(option) < 3).sort((a, b) => rank(a) - rank(b)).slice(0, 30);
      list.replaceChildren(...shown.map((option, at) => {
        const item = Object.assign(document.createElement("div"), { id: `term-option-${at}` });
        item.setAttribute("role", "option");
        item.append(option.text);
        const notes = [option.dataset.also && `also: ${option.dataset.also}`, standings()[option.value]].filter(Boolean);
        if (notes.length) item.append(Object.assign(document.createElement("small"), { textContent: notes.join("; ") }));
        item.addEventListener("click", () => take(at));
        return item;
      }));
      list.hidden = !shown.length;
      input.setAttribute("aria-expanded", String(shown.length > 0));
      choose(shown.length && typed ? 0 : -1);
    };
    input.addEventListener("input", offer);
    input.addEventListener("focus", offer);
    // What is pressed below the list stays where it is until it is let go: else the click would miss it.
    input.addEventListener("blur", () => (pressed ? document.addEventListener("pointerup", () => setTimeout(close), { once: true }) : close()));
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (shown.length) choose((active + step + shown.length) % shown.length);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (active >= 0) take(active);
      } else if (event.key === "Escape") {
        input.value = "";
        find("#pp").focus({ preventScroll: true });
      }
    });
  };

  const setUp = () => {
    setUpPicker();
    find("#selected").textContent = find("#selected").dataset.whole;
    find("#unselect").addEventListener("click", unselect);
  };

  const reject = () => {
    const box = find(".taglist .reject");
    if (!box) return say("Nothing waits that you can reject.");
    box.open = true;
    box.querySelector("input").focus();
  };
  const press = (selector, none) => ask(() => {
    const button = find(selector);
    if (!button) return say(none);
    const body = new FormData(button.form, button);
    return load(button.form.action, body, true);
  });
  const deeds = {
    j: () => visit(() => find("[data-next]")),
    k: () => visit(() => find("[data-previous]")),
    t: () => find("#term-typed").focus(),
    s: beginSelecting,
    a: () => press(".taglist .suggested [name=approve], .taglist .reopened [name=approve]", "Nothing waits that you can approve."),
    g: () => press("[name=approve_all]", "Nothing waits that you can approve."),
    r: reject,
    c: () => find("#cm").focus(),
    u: () => send("undo", "last"),
    "?": () => { keys.hidden = !keys.hidden; if (!keys.hidden) { keys.focus(); keys.scrollIntoView({ block: "nearest" }); } },
  };

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey && !(key === "Enter") || event.metaKey || event.altKey) return;
    if (target.matches("input, textarea, select")) {
      if (key === "Escape" && !target.matches("[role=combobox]")) find("#pp").focus({ preventScroll: true });
      else if (key === "Enter" && target.name?.startsWith("reason-")) {
        event.preventDefault();
        target.form.querySelector("[name=reject]").click();
      } else if (key === "Enter" && event.ctrlKey && target.id === "cm") find("[name=say]").click();
      return;
    }
    if (key === "Escape") return unselect();
    if ((key === "ArrowRight" || key === "ArrowLeft") && selecting()) {
      event.preventDefault();
      return moveSelection(event);
    }
    const term = /^[0-9]$/.test(key) && find(`#marking [data-key="${key}"]`);
    if (term) {
      event.preventDefault();
      if (key === "0") send("none", term.value, { go: "on" });
      else send("toggle", term.value, span());
    } else if (Object.hasOwn(deeds, key.toLowerCase())) {
      event.preventDefault();
      deeds[key.toLowerCase()]();
    }
  });

  frame.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new FormData(event.target, event.submitter);
    const { action } = event.target;
    ask(() => {
      body.set("state", find("#marking [name=state]").value);
      return load(action, body, true);
    });
  });
  frame.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-bench]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    ask(() => load(link.href, null, true));
  });
  // The second click of a double click would take back what the first one did.
  frame.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
  }, true);
  document.addEventListener("selectionchange", select);
  addEventListener("popstate", () => ask(() => load(location.href, null, false)));
  setUp();
})();
