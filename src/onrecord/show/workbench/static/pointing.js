// Pointing at words, in a report and in the queue: a selection becomes a stretch of code points, whatever stands before
// it, and, with an entry of the record, the words that this entry stands on. What holds the words of a report has its
// address in data-words; each run in it says where it begins (data-s) and how many code points it stands for (data-n).
(() => {
  "use strict";
  const points = (text) => Array.from(text).length; // JavaScript counts UTF-16, the record code points
  const bar = document.getElementById("pointed");
  if (!bar) return;

  // The code point at which a place of the page stands in the report; what is shown in place of hidden characters
  // counts as the characters themselves.
  const placeOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const run = element && element.closest("[data-s]");
    if (!run) return null;
    const start = Number(run.dataset.s), length = Number(run.dataset.n);
    const range = document.createRange();
    range.setStart(run, 0);
    range.setEnd(node, offset);
    return start + Math.min(length, points(range.toString()));
  };

  const holderOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-words]");
  const runsIn = (holder, range) => [...holder.querySelectorAll("[data-s]")].filter((run) => range.intersectsNode(run));
  const MOVABLE = /^(C\d+|D\d+\/(att|fig|eve|pla)\d+)$/; // what stands on words of its own that can be corrected

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const holder = holderOf(range.commonAncestorContainer);
    if (!holder) return null;
    const runs = runsIn(holder, range);
    if (!runs.length) return null;
    const first = placeOf(range.startContainer, range.startOffset) ?? Number(runs[0].dataset.s);
    const last = runs[runs.length - 1];
    const end = placeOf(range.endContainer, range.endOffset) ?? Number(last.dataset.s) + Number(last.dataset.n);
    return first < end ? { holder, start: first, end, words: selection.toString() } : null;
  };

  const point = () => {
    const found = selected();
    bar.hidden = found === null;
    bar.replaceChildren();
    if (found === null) return;
    bar.dataset.start = String(found.start);
    bar.dataset.end = String(found.end);
    const words = document.createElement("span");
    words.className = "serif";
    words.textContent = "“" + found.words.replace(/\s+/g, " ").trim() + "”";
    const link = document.createElement("a");
    const at = `${found.start}-${found.end}`;
    link.href = `${found.holder.dataset.words}?at=${at}#at`;
    link.textContent = `link to ${at}`;
    bar.append(words, link);
    const entry = found.holder.closest(".queue .entry") || document.querySelector(".record .entry.picked");
    const mark = entry && entry.querySelector("button[name=mark]:not([value^=undo])");
    const [, on, expect, place] = mark ? mark.value.split(" ") : [];
    if (mark && MOVABLE.test(on)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = `these are the words of ${on}`;
      button.addEventListener("click", () => {
        getSelection().removeAllRanges();
        window.desk.send("/judgements", { on, expect, act: "correct", span: at, back: `${location.pathname}${location.search}#${place}` }, place);
      });
      bar.append(button);
    }
  };

  // Words of the queue that are told by a key.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "w" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.closest("input, textarea, select")) bar.querySelector("button")?.click();
  });

  let waiting = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(point, 120); });
})();
