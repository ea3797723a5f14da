// The way out; one entry in the browser's history however far somebody goes; reading aloud. Without this file every link and form
// works as it stands.
const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const FRONT = /^\/([a-z]{2,3}(\/(talk|status|advice|report)(\/.*)?)?\/?)?$/;
const inside = FRONT.test(location.pathname) || /\/device$/.test(location.pathname);
const speech = window.speechSynthesis;
const SPOKEN = "h1,h2,p,li,label,legend,summary,button";
let presses = [];
let busy = false;
let gone = false;

function leave(event) {
  event.preventDefault();
  root.classList.add("covered");
  document.title = "\u00a0";
  if (speech) speech.cancel();
  requestAnimationFrame(() => performance.measure("covered", { start: event.timeStamp }));
  location.replace("/leave");
}

// The next page takes the place of this one without a new address, so that Back finds nothing of ours.
async function go(url, form) {
  if (busy) return;
  busy = true;
  root.classList.add("busy");
  try {
    const answer = await fetch(url, form && { method: "POST", body: form });
    if (!/^text\/html/.test(answer.headers.get("content-type"))) throw answer;
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch (trouble) {
    const failed = find("[data-failed]");
    failed.hidden = false;
    failed.focus();
  }
  busy = false;
  root.classList.remove("busy");
}

function show(page) {
  if (speech) speech.cancel();
  root.lang = page.documentElement.lang;
  root.dir = page.documentElement.dir;
  document.title = page.title;
  find("[rel=icon]").replaceWith(page.querySelector("[rel=icon]"));
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  const main = find("main");
  const title = find("h1");
  if (title) main.setAttribute("aria-label", title.textContent);
  main.focus();
  ready();
}

function to(target) {
  target.scrollIntoView();
  target.focus();
}

// Only voices of the device itself: a voice from afar would hear every word.
function voice() {
  return speech && speech.getVoices().find((one) => one.localService && one.lang.slice(0, 2) === root.lang.slice(0, 2));
}

function listen(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  const said = () => button.setAttribute("aria-pressed", speech.speaking || speech.pending);
  speech.cancel();
  button.setAttribute("aria-pressed", on);
  if (!on) return;
  for (const part of find("main").querySelectorAll(SPOKEN)) {
    const words = part.innerText.trim();
    if (!words || !part.offsetParent || part.parentNode.closest(SPOKEN) || part.closest("[lang]") !== root || part.closest(".heard")) continue;
    const line = new SpeechSynthesisUtterance(words);
    line.voice = voice();
    line.lang = root.lang;
    line.onend = said;
    speech.speak(line);
  }
}

function ready() {
  document.querySelectorAll("[data-leave-hint],[data-plain]").forEach((hint) => { hint.hidden = !("leaveHint" in hint.dataset); });
  document.querySelectorAll("[data-listen]").forEach((part) => { part.hidden = !voice() || !!find(".heard"); });
  const problem = find("[role=alert]:not([hidden])");
  if (problem) problem.focus();
}

addEventListener("click", (event) => {
  const at = event.target.closest("a[href],button[data-listen]");
  if (!at || event.button || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (at.matches("button")) return listen(at);
  const url = new URL(at.href);
  if (url.origin !== location.origin || !at.matches("a")) return;
  if (url.pathname === "/leave") return leave(event);
  if (!inside) return;
  event.preventDefault();
  const here = at.getAttribute("href");
  if (here[0] === "#") to(find(here));
  else if (FRONT.test(url.pathname) && !/device$/.test(location.pathname)) go(url);
  else location.replace(url);
});

addEventListener("submit", (event) => {
  const form = event.target;
  const by = event.submitter;
  const where = (by && by.getAttribute("formaction")) || form.getAttribute("action");
  if (!inside || form.method !== "post") return;
  if (!FRONT.test(where) || /device$/.test(location.pathname)) {
    // A page that this one may not fetch: what Back would lead to leads out.
    gone = true;
    history.replaceState(null, "", "/leave");
    return;
  }
  event.preventDefault();
  const fields = new FormData(form);
  if (by && by.name) fields.append(by.name, by.value);
  go(where, new URLSearchParams(fields));
});

addEventListener("keydown", (event) => {
  if (event.repeat) return;
  const now = event.timeStamp;
  presses = event.key === "Shift" ? presses.filter((before) => now - before < 5000).concat(now) : [];
  const link = find("a.leave");
  if (!link) return;
  link.dataset.presses = presses.length;
  if (presses.length > 2) leave(event);
});

addEventListener("pagehide", () => { if (gone) root.classList.add("covered"); });

// A page that comes back from the browser's memory after leaving stays covered and leaves again.
addEventListener("pageshow", (event) => {
  if (event.persisted && root.classList.contains("covered")) location.replace("/leave");
});

if (speech && speech.addEventListener) speech.addEventListener("voiceschanged", ready);
ready();
