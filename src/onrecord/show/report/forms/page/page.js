(() => {
  "use strict";
  const narrow = matchMedia("(max-width: 62rem)");
  const slip = document.querySelector(".slip");
  let index = null;      // entry id → its stretches of the article
  let picked = null;     // the entry that is held
  let turn = 0;          // which of its stretches was shown last

  const stretches = (id) => {
    if (index === null) {
      index = new Map();
      for (const piece of document.querySelectorAll(".article [data-on]"))
        for (const entry of piece.dataset.on.split(" "))
          index.has(entry) ? index.get(entry).push(piece) : index.set(entry, [piece]);
    }
    // A casualty stands on the words of its figure.
    return index.get(document.getElementById(id)?.dataset.same || id) || [];
  };
  const starts = (pieces) => pieces.filter((piece, n) => n === 0 || pieces[n - 1].nextElementSibling !== piece);

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");

  const release = () => {
    if (picked === null) return;
    for (const piece of stretches(picked.id)) piece.classList.remove("picked");
    picked.classList.remove("picked");
    picked = null;
    slip.hidden = true;
  };

  const pick = (id) => {
    const entry = document.getElementById(id);
    if (!entry || !entry.classList.contains("entry")) return null;
    if (entry === picked) return entry;
    release();
    turn = -1;
    picked = entry;
    entry.classList.add("picked");
    for (const piece of stretches(id)) piece.classList.add("picked");
    const fold = entry.closest("details");
    if (fold) fold.open = true;
    history.replaceState(null, "", "#" + id);
    return entry;
  };

  const showEntry = (entry) => {
    const record = entry.closest(".record");
    if (!narrow.matches) {
      const top = entry.getBoundingClientRect().top - record.getBoundingClientRect().top + record.scrollTop;
      record.scrollTo({ top: top - record.clientHeight / 3, behavior: behavior() });
      return;
    }
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("picked");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "Close";
    slip.replaceChildren(close, copy);
    slip.hidden = false;
  };

  const showWords = (id) => {
    const places = starts(stretches(id));
    if (!places.length) return;
    turn = (turn + 1) % places.length;
    places[turn].scrollIntoView({ block: "center", behavior: behavior() });
  };

  const hidden = (id) => {
    const section = document.getElementById(id)?.closest("[data-section]");
    return section && document.body.classList.contains("hide-" + section.dataset.section);
  };

  // The innermost entry of the words; the same words again: the next one out.
  const entryUnder = (piece) => {
    const ids = piece.dataset.on.split(" ").filter((id) => document.getElementById(id) && !hidden(id));
    const now = picked ? ids.indexOf(picked.id) : -1;
    return ids[(now + 1) % ids.length];
  };

  const voice = (button) => {
    const on = button.getAttribute("aria-pressed") !== "true";
    const reading = button.closest(".reading");
    for (const other of reading.querySelectorAll("[data-voice]")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(on));
    const said = new Set(button.dataset.voice.split(" ").map((id) => (id.startsWith("r") ? id : button.dataset.key + "-" + id)));
    for (const piece of reading.querySelectorAll(".voiced")) piece.classList.remove("voiced");
    reading.querySelector(".article").classList.toggle("muted", on);
    for (const entry of reading.querySelectorAll(".statements .statement")) entry.hidden = on && !said.has(entry.id);
    if (!on) return;
    for (const id of said) for (const piece of stretches(id)) piece.classList.add("voiced");
    stretches([...said][0])[0]?.scrollIntoView({ block: "center", behavior: behavior() });
  };

  const step = (by) => {
    const entries = [...document.querySelectorAll(".record .entry")].filter((entry) => entry.offsetParent !== null);
    const next = entries[entries.indexOf(picked) + by] || (picked ? null : entries[0]);
    if (!next) return;
    pick(next.id);
    showEntry(next);
    showWords(next.id);
  };

  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !(event.target instanceof Element)) return;
    const target = event.target.closest("button, .words[data-of], .to, [data-on]");
    if (!target) return;
    if (target.matches(".close")) return void release();
    if (target.dataset.kind) {
      const on = target.getAttribute("aria-pressed") !== "true";
      for (const twin of document.querySelectorAll(`[data-kind="${target.dataset.kind}"]`)) twin.setAttribute("aria-pressed", String(on));
      document.body.classList.toggle("hide-" + target.dataset.kind, !on);
    } else if (target.dataset.voice) {
      voice(target);
    } else if (target.matches(".words")) {
      event.preventDefault();
      pick(target.dataset.of);
      slip.hidden = true;
      showWords(target.dataset.of);
    } else if (target.matches(".to")) {
      const entry = pick(target.getAttribute("href").slice(1)); // a link of a drawing has no hash
      if (!entry) return;
      event.preventDefault();
      showEntry(entry);
      showWords(entry.id);
    } else if (target.dataset.on && !String(getSelection())) {
      event.preventDefault();
      const entry = pick(entryUnder(target));
      if (entry) showEntry(entry);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") release();
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  let near = [];
  document.addEventListener("mouseover", (event) => {
    const entry = event.target instanceof Element ? event.target.closest(".record .entry") : null;
    if (entry && near.of === entry) return;
    for (const piece of near) piece.classList.remove("near");
    near = entry ? stretches(entry.id) : [];
    near.of = entry;
    for (const piece of near) piece.classList.add("near");
  });

  const arrive = () => {
    const entry = pick(decodeURIComponent(location.hash.slice(1)));
    if (entry) {
      showEntry(entry);
      showWords(entry.id);
    }
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
