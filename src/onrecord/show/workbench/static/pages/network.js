// Whoever is pointed at, or has the focus, keeps their lines and neighbours; the rest turns pale.
(() => {
  "use strict";
  const drawing = document.querySelector("svg.network");
  if (!drawing) return;
  const frame = drawing.parentElement;  // where the drawing is larger than its window, the middle is what is seen first
  frame.scrollTo((frame.scrollWidth - frame.clientWidth) / 2, (frame.scrollHeight - frame.clientHeight) / 2);
  const nodes = [...drawing.querySelectorAll("[data-node]")], bonds = [...drawing.querySelectorAll("[data-a]")];
  const show = (id) => {
    const near = new Set([id]);
    for (const one of bonds) {
      const { a, b } = one.dataset, ours = a === id || b === id;
      if (ours) near.add(a).add(b);
      one.classList.toggle("pale", id !== null && !ours);
    }
    for (const one of nodes) one.classList.toggle("pale", id !== null && !near.has(one.dataset.node));
  };
  const of = (event) => event.target.closest?.("[data-node]")?.dataset.node ?? null;
  for (const begin of ["pointerover", "focusin"]) drawing.addEventListener(begin, (event) => show(of(event)));
  for (const end of ["pointerleave", "focusout"]) drawing.addEventListener(end, () => show(null));
})();
