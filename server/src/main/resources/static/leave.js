// The way out: cover at once, then another page in place of this one. Without this file the link still leads away.
const link = document.querySelector("a.leave");
const hint = document.querySelector("[data-leave-hint]");
let presses = [];

function leave(event) {
  if (event) event.preventDefault();
  document.documentElement.classList.add("covered");
  document.title = "\u00a0";
  location.replace(link.href);
}

if (link) {
  if (hint) hint.hidden = false;
  link.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    const now = event.timeStamp;
    presses = presses.filter((before) => now - before < 5000).concat(now);
    link.dataset.presses = presses.length;
    if (presses.length >= 3) leave();
  });
  // A page that comes back from the browser's memory after leaving stays covered and leaves again.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.classList.contains("covered")) location.replace(link.href);
  });
}

const problem = document.querySelector("[role=alert]");
if (problem) problem.focus();
