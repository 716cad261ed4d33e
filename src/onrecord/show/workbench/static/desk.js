// The desk without this script is whole; with it the slider moves the moment, and keys reach the search.
(() => {
  "use strict";
  const slider = document.getElementById("f-slider");
  const field = document.getElementById("f-as_of");
  const day = 24 * 3600 * 1000;

  const open = async () => {
    const found = Object.keys(await (await fetch(slider.dataset.days)).json());
    if (!found.length) return;
    const first = Date.parse(found[0]), last = Date.parse(found[found.length - 1]);
    slider.max = String(Math.max(1, Math.round((last - first) / day)));
    const at = Date.parse(field.value.slice(0, 10));
    slider.value = Number.isNaN(at) ? slider.max : String(Math.round((at - first) / day));
    slider.hidden = false;
    slider.addEventListener("input", () => {
      const named = new Date(first + Number(slider.value) * day).toISOString().slice(0, 10);
      field.value = slider.value === slider.max ? "" : named;
      slider.setAttribute("aria-valuetext", field.value || "now");
    });
    slider.addEventListener("change", () => slider.form.requestSubmit());
  };

  if (slider && field) {
    const details = slider.closest("details");
    const once = () => { details.removeEventListener("toggle", once); open(); };
    if (details.open) open(); else details.addEventListener("toggle", once);
    // Empty fields make no words of the address.
    slider.form.addEventListener("submit", (event) => {
      for (const one of event.target.elements) if (one.name && !one.value) one.disabled = true;
    });
    window.addEventListener("pageshow", () => { for (const one of slider.form.elements) one.disabled = false; });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      const find = document.getElementById("find");
      if (find) { event.preventDefault(); find.focus(); }
    }
  });
})();
