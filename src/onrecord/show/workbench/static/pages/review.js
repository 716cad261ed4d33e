// The queue by keys alone: what is picked is in the middle of the window, what has been ruled makes room for the next.
(() => {
  "use strict";
  const entries = () => [...document.querySelectorAll(".queue .entry")];
  const picked = () => document.querySelector(".queue .entry.picked");
  const pick = (entry) => {
    if (!entry) return;
    for (const other of entries()) other.classList.toggle("picked", other === entry);
    entry.scrollIntoView({ block: "center" });
    entry.focus({ preventScroll: true });
  };
  const step = (by) => {
    const all = entries(), now = picked();
    pick(now ? all[all.indexOf(now) + by] : all[0]);
  };
  document.addEventListener("desk:ruled", (event) => {
    const { entry, renew } = event.detail, next = entry.nextElementSibling;
    entry.remove();
    if (next) pick(next); else if (entries().length) pick(entries()[entries().length - 1]);
    else renew();
  });
  const skip = (entry) => {
    if (!entry) return;
    const next = entry.nextElementSibling || entries()[0];
    entry.parentElement.append(entry);
    entry.classList.add("skipped");
    pick(next);
  };
  const keys = document.getElementById("keys");
  const help = () => { if (keys && !keys.open) keys.showModal(); };
  const shown = () => { for (const button of document.querySelectorAll(".queue .later, #show-keys")) button.hidden = false; };
  document.addEventListener("desk:renewed", () => { shown(); pick(entries()[0]); });
  shown();
  document.getElementById("show-keys")?.addEventListener("click", help);
  document.addEventListener("click", (event) => {
    if (event.target.closest(".later")) skip(event.target.closest(".entry"));
  });
  document.addEventListener("keydown", (event) => {
    if (keys?.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "?") { event.preventDefault(); return void help(); }
    const act = {
      j: () => step(1), k: () => step(-1), s: () => skip(picked()),
      a: () => picked()?.querySelector('button[value^="accept "]')?.click(),
      x: () => picked()?.querySelector('button[value^="reject "]')?.click(),
      e: () => picked()?.querySelector("a.edit")?.click(),
      u: () => document.querySelector("#last button")?.click(),
    }[event.key];
    if (act) { event.preventDefault(); return void window.desk.after(act); }
    const now = picked();
    if (now && event.key === "Enter" && event.target === now) location.href = now.querySelector('a.id[href^="/documents/"]').href;
  });
  const fixed = document.querySelector(".queue .fixing");
  pick(fixed ? fixed.closest(".entry") : entries()[0]);
  if (fixed) addEventListener("load", () => fixed.querySelector("input").focus()); // after the jump to the entry
})();
