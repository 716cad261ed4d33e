// The manual without this script is whole; with it there is a search, a theme to choose, and the part that is read is marked.
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (kept) root.dataset.theme = kept;

  document.addEventListener("DOMContentLoaded", () => {
    theme();
    search();
    parts();
    const fold = document.getElementById("pages-fold");
    if (matchMedia("(max-width: 52rem)").matches) fold.open = false;
    document.querySelector('.pages [aria-current="page"]')?.scrollIntoView({ block: "nearest" });
    scrollTo({ top: location.hash ? scrollY : 0, behavior: "instant" });
  });

  const theme = () => {
    const button = document.getElementById("theme");
    const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const name = () => { button.textContent = dark() ? "Light" : "Dark"; button.setAttribute("aria-label", `${button.textContent} colours`); };
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* a browser that keeps nothing */ }
      name();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
    button.hidden = false;
    name();
  };

  const parts = () => {
    const links = new Map([...document.querySelectorAll(".parts a")].map((one) => [decodeURIComponent(one.hash.slice(1)), one]));
    const heads = [...document.querySelectorAll("article [id]")].filter((one) => links.has(one.id));
    if (!heads.length) return;
    const mark = () => {
      const at = heads.filter((one) => one.getBoundingClientRect().top < 140).pop();
      for (const one of links.values()) one.removeAttribute("aria-current");
      if (at) links.get(at.id).setAttribute("aria-current", "true");
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  };

  const search = () => {
    const form = document.getElementById("find-form"), field = document.getElementById("find"), list = document.getElementById("found");
    const here = root.dataset.root;
    let chosen = -1, answered = "";
    form.hidden = false;
    let loading = null;
    const load = () => loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${here}assets/index.js`;
      script.onload = () => done(window.MANUAL);
      document.head.append(script);
    });
    const fold = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    const weigh = (entry, words) => {
      const [, title, heading, text] = entry.map(fold);
      let sum = 0;
      for (const word of words) {
        const at = (where) => where.split(word).length - 1;
        const one = 12 * Math.min(1, at(heading)) + 8 * Math.min(1, at(title)) + Math.min(4, at(text)) + (heading.split(/\W+/).includes(word) ? 6 : 0);
        if (!one) return 0;
        sum += one;
      }
      return sum;
    };
    const marked = (place, text, words) => {
      const plain = fold(text);
      const first = Math.max(0, Math.min(...words.map((word) => plain.indexOf(word)).filter((at) => at >= 0), text.length) - 50);
      let shown = (first ? "…" : "") + text.slice(first, first + 170) + (text.length > first + 170 ? "…" : "");
      const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
      for (const part of shown.split(pattern)) {
        const node = words.includes(fold(part)) ? Object.assign(document.createElement("mark"), { textContent: part }) : part;
        place.append(node);
      }
    };
    const put = (kind, text) => Object.assign(document.createElement("span"), { className: kind, textContent: text });
    const show = async () => {
      const asked = field.value, words = fold(asked).split(/\s+/).filter((word) => word.length > 1);
      const index = words.length ? await load() : [];
      if (field.value !== asked) return;  // typed on while the index came: the later words answer
      answered = asked;
      list.replaceChildren();
      chosen = -1;
      if (words.length) {
        const best = index.map((entry) => [weigh(entry, words), entry]).filter(([sum]) => sum).sort((a, b) => b[0] - a[0]).slice(0, 12);
        for (const [, [address, title, heading, text]] of best) {
          const item = document.createElement("li"), link = document.createElement("a");
          item.setAttribute("role", "option");
          link.href = here + address;
          link.tabIndex = -1;
          link.append(put("what", heading || title), put("where", title), put("words", ""));
          marked(link.lastChild, text, words);
          item.append(link);
          list.append(item);
        }
        if (!best.length) list.append(Object.assign(document.createElement("li"), { className: "none", textContent: "Nothing on these pages has all of these words." }));
      }
      list.hidden = !list.children.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
    };
    field.addEventListener("input", show);
    field.addEventListener("focus", load, { once: true });
    const choose = (to) => {
      const items = [...list.querySelectorAll("[role=option]")];
      if (!items.length) return;
      chosen = (to + items.length) % items.length;
      items.forEach((item, at) => { item.setAttribute("aria-selected", String(at === chosen)); item.id = `found-${at}`; });
      field.setAttribute("aria-activedescendant", `found-${chosen}`);
      items[chosen].scrollIntoView({ block: "nearest" });
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
      if (event.key === "Escape") { field.value = ""; show(); field.blur(); }
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (answered !== field.value) await show();
      const link = list.querySelectorAll("[role=option] a")[Math.max(0, chosen)];
      if (link) { location.href = link.href; list.hidden = true; }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/INPUT|TEXTAREA/.test(document.activeElement.tagName)) { event.preventDefault(); field.focus(); }
    });
    document.addEventListener("click", (event) => { if (!event.target.closest(".found, .find")) list.hidden = true; });
  };
})();
