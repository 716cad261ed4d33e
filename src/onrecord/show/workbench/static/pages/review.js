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
    const next = event.detail.entry.nextElementSibling;
    event.detail.entry.remove();
    if (next) pick(next); else if (!entries().length) location.reload();
    else pick(entries()[entries().length - 1]);
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
  for (const button of document.querySelectorAll(".queue .later, #show-keys")) button.hidden = false;
  document.getElementById("show-keys")?.addEventListener("click", help);
  document.addEventListener("click", (event) => {
    if (event.target.closest(".later")) skip(event.target.closest(".entry"));
  });
  document.addEventListener("keydown", (event) => {
    if (keys?.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") return void step(1);
    if (event.key === "k") return void step(-1);
    if (event.key === "u") return void document.querySelector("#last button")?.click();
    if (event.key === "?") { event.preventDefault(); return void help(); }
    const now = picked();
    if (event.key === "s") return void skip(now);
    if (event.key === "e") { event.preventDefault(); return void now?.querySelector("a.edit")?.click(); }
    const wanted = { a: "accept", x: "reject" }[event.key];
    if (now && wanted) { event.preventDefault(); now.querySelector(`button[value^="${wanted} "]`)?.click(); }
    if (now && event.key === "Enter" && event.target === now) location.href = now.querySelector('a.id[href^="/documents/"]').href;
  });
  const fixed = document.querySelector(".queue .fixing");
  pick(fixed ? fixed.closest(".entry") : entries()[0]);
  if (fixed) addEventListener("load", () => fixed.querySelector("input").focus()); // after the jump to the entry
})();
