// While something is being counted the page looks again.
(() => {
  "use strict";
  if (document.querySelector("[data-counting]")) setTimeout(() => location.reload(), 1000);
})();
