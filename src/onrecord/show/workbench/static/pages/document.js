// Keys that judge the entry that is picked.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const wanted = { a: "accept", x: "reject", u: "undo" }[event.key];
    if (!wanted) return;
    event.preventDefault();
    window.desk.after(() => {
      const entry = document.querySelector(".record .entry.picked, .record .entry:target");
      entry?.querySelector(`button[value^="${wanted} "]`)?.click();
    });
  });
})();
