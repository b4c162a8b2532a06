// The search box as a combobox (WAI-ARIA, list autocomplete with manual selection): fields and names of the
// archive are offered for what stands before the caret. Without script it is a search box.
(() => {
  const setUp = (input, number) => {
    const list = document.createElement("ul");
    list.className = "options";
    list.id = `options-${number}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Completions");
    const said = document.createElement("p");
    said.className = "vh";
    said.setAttribute("role", "status");
    input.form.append(list, said);
    // A search box may not be a combobox, a text box may.
    input.type = "text";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    let options = [];
    let typed = "";
    let active = -1;
    let timer;
    let asking;

    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      said.textContent = "";
    };

    const choose = (place) => {
      active = place;
      [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
      if (place < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    };

    const take = (place) => {
      const caret = input.selectionStart;
      const { text } = options[place];
      // Of a word in the middle of which the caret stands, the rest goes as well.
      const rest = (text.endsWith(":") ? /^[\w-]*:?/ : /^[^\s"()]* ?/).exec(input.value.slice(caret))[0].length;
      input.setRangeText(text, caret - typed.length, caret + rest, "end");
      close();
      if (text.endsWith(":")) ask();
    };

    const show = (answer) => {
      ({ options, typed } = answer);
      list.replaceChildren(...options.map((option, at) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${at}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const label = document.createElement("b");
        label.textContent = option.label;
        const note = document.createElement("small");
        note.textContent = option.note;
        item.append(label, " ", note);
        item.addEventListener("click", () => take(at));
        return item;
      }));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      said.textContent = options.length ? `${options.length} completion${options.length === 1 ? "" : "s"}` : "";
    };

    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const before = input.value.slice(0, input.selectionStart);
      if (!before.trim()) return close();
      try {
        const address = `${input.dataset.complete}?q=${encodeURIComponent(before.slice(-200))}`;
        const answer = await fetch(address, { signal: asking.signal });
        if (answer.ok && document.activeElement === input) show(await answer.json());
      } catch {
        // Aborted by the next letter, or no network: then nothing is offered.
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const open = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) return ask();
        const places = options.length + 1; // the box itself is one
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(((active + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && open && active >= 0) {
        event.preventDefault();
        take(active);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" || event.key === "Tab") close();
    });
    // The pointer does not take the focus out of the box.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", close);
  };

  document.querySelectorAll("[data-complete]").forEach(setUp);
})();
