// Files may be dropped anywhere on the form, and what is too much is told before it is sent; how far a run is comes anew.
(() => {
  "use strict";
  const form = document.querySelector("form.bring");
  const drop = document.querySelector(".drop"), files = document.getElementById("files"), chosen = document.getElementById("chosen");
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3)).toLocaleString("en")} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const told = () => {
    const all = [...files.files], bytes = all.reduce((sum, one) => sum + one.size, 0), most = Number(form.dataset.most);
    chosen.replaceChildren(...all.slice(0, 20).map((one) => Object.assign(document.createElement("li"), { textContent: `${one.name} · ${size(one.size)}` })));
    if (all.length > 20) chosen.append(Object.assign(document.createElement("li"), { textContent: `and ${all.length - 20} more` }));
    const over = bytes > most;
    files.setCustomValidity(over ? `These are ${size(bytes)}, and ${size(most)} fit at once. Choose fewer, or use onrecord add for them.` : "");
    if (over) files.reportValidity();
  };
  if (form) {
    for (const kind of ["dragover", "dragleave", "drop"])
      form.addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return; // words that are dragged go where they are dropped
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) {
          files.files = event.dataTransfer.files;
          told();
        }
      });
    files.addEventListener("change", told);
    // Files that are pasted, wherever the cursor stands.
    document.addEventListener("paste", (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      files.files = event.clipboardData.files;
      told();
    });
    form.addEventListener("submit", () => { document.getElementById("busy").hidden = false; });
    window.addEventListener("pageshow", () => { document.getElementById("busy").hidden = true; });
  }

  const again = () => setTimeout(async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const run = document.getElementById("run"), fresh = page.getElementById("run");
      if (!fresh) return void location.reload();
      const held = run.contains(document.activeElement);
      run.replaceWith(document.importNode(fresh, true));
      const head = document.querySelector("h1"), now = page.querySelector("h1");
      if (head.textContent !== now.textContent) head.textContent = now.textContent;
      document.title = page.title;
      if (held) document.querySelector("#run button, #run a")?.focus();
      if (fresh.hasAttribute("data-live")) again();
    } catch {
      const lost = Object.assign(document.createElement("p"), { className: "note bad", textContent: "The desk does not answer. What was stored is safe; open it again with onrecord serve." });
      lost.setAttribute("role", "alert");
      document.getElementById("run").replaceChildren(lost);
    }
  }, 700);
  if (document.querySelector("#run[data-live]")) again();
})();
