// Files may be dropped; while they are read the page says so.
(() => {
  "use strict";
  const drop = document.querySelector(".drop"), files = document.getElementById("files");
  if (!drop) return;
  for (const kind of ["dragover", "dragleave", "drop"])
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    });
  files.form.addEventListener("submit", () => { document.getElementById("busy").hidden = false; });
})();
