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
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") return void step(1);
    if (event.key === "k") return void step(-1);
    if (event.key === "u") return void document.querySelector("#last button")?.click();
    const now = picked();
    const wanted = { a: "accept", x: "reject" }[event.key];
    if (now && wanted) { event.preventDefault(); now.querySelector(`button[value^="${wanted} "]`)?.click(); }
    if (now && event.key === "Enter" && event.target === now) location.href = now.querySelector('a.id[href^="/documents/"]').href;
  });
  pick(entries()[0]);
})();
