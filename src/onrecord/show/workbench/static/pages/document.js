// Pointing at words: a selection becomes a stretch of code points, whatever stands before it; and keys that judge.
(() => {
  "use strict";
  const points = (text) => Array.from(text).length; // JavaScript counts UTF-16, the record code points
  const bar = document.getElementById("pointed");

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

  const runsIn = (range) => [...document.querySelectorAll(".article [data-s]")].filter((run) => range.intersectsNode(run));

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const article = document.querySelector(".article");
    if (!article || !article.contains(range.commonAncestorContainer)) return null;
    const runs = runsIn(range);
    if (!runs.length) return null;
    const first = placeOf(range.startContainer, range.startOffset) ?? Number(runs[0].dataset.s);
    const last = runs[runs.length - 1];
    const end = placeOf(range.endContainer, range.endOffset) ?? Number(last.dataset.s) + Number(last.dataset.n);
    return first < end ? { start: first, end, words: selection.toString() } : null;
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
    link.href = `${bar.dataset.path}?at=${at}#at`;
    link.textContent = `link to ${at}`;
    bar.append(words, link);
    const mark = document.querySelector(".record .entry.picked button[name=mark]:not([value^=undo])");
    if (mark) {
      const [, on, expect, place] = mark.value.split(" ");
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

  let waiting = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(point, 120); });

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
