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

  // A ruling goes out, and the entry alone is put in anew from the page that comes back, or all that waits where the
  // entry is gone or was never here. Two who rule on one thing: the second sees both edits, and nothing of theirs is lost.
  const rule = async (to, values, place) => {
    const answer = await fetch(to, { method: "POST", body: new URLSearchParams(values) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const clash = document.getElementById("clash");
    const fault = page.querySelector("#conflict, .fault");
    if (!answer.ok && clash && fault) return void clash.replaceChildren(document.importNode(fault, true));
    const marks = document.getElementById("marks"), whole = page.getElementById("marks");
    const renew = () => {
      if (!answer.ok || !marks || !whole) return void location.reload();
      marks.replaceWith(document.importNode(whole, true));
      document.dispatchEvent(new CustomEvent("desk:renewed"));
    };
    const entry = document.getElementById(place), fresh = page.getElementById(place), last = page.getElementById("last");
    if (!answer.ok || !entry || place === "last") return void renew();
    if (last) document.getElementById("last").replaceWith(document.importNode(last, true));
    if (!fresh) return void document.dispatchEvent(new CustomEvent("desk:ruled", { detail: { entry, renew } }));
    if (entry.classList.contains("picked")) fresh.classList.add("picked");
    entry.replaceWith(document.importNode(fresh, true));
  };

  // One ruling after the other, and a key only when the ruling before it is in: what it means depends on what is there.
  let sent = Promise.resolve(), keys = Promise.resolve();
  const send = (to, values, place) => (sent = sent.catch(() => {}).then(() => rule(to, values, place)));
  const after = (act) => (keys = keys.then(() => sent).catch(() => {}).then(() => { act(); return sent.catch(() => {}); }));
  window.desk = { send, after };

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "marks" || !event.submitter) return;
    event.preventDefault();
    const back = event.target.elements.back.value;
    const place = event.submitter.value.split(" ")[3];
    send(event.target.action, { mark: event.submitter.value, back }, place);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      const find = document.getElementById("find");
      if (find) { event.preventDefault(); find.focus(); }
    }
  });
})();
