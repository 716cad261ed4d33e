// Keys that judge the entry that is picked.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const wanted = { a: "accept", x: "reject", u: "undo" }[event.key];
    const entry = wanted && document.querySelector(".record .entry.picked, .record .entry:target");
    const button = entry && entry.querySelector(`button[value^="${wanted} "]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
