// Keys of the desk and living clocks. Every page works without this file.
const root = document.documentElement;
const keys = document.getElementById("keys");
const title = document.title;
let leader = 0;
let at = -1;

document.querySelectorAll("[data-script]").forEach((element) => { element.hidden = false; });

const writing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("main .ledger tbody tr, main article.row")]
  .filter((row) => row.checkVisibility());

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const here = all.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  at = Math.min(Math.max((here >= 0 ? here : at) + step, 0), all.length - 1);
  all.forEach((row) => row.classList.remove("at"));
  const row = all[at];
  row.classList.add("at");
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function open(event) {
  const row = document.activeElement?.closest("tr, article.row");
  if (!row || document.activeElement !== row) return;
  const link = row.querySelector("a[href]");
  if (link) {
    event.preventDefault();
    link.click();
  }
}

function veil() {
  const veiled = root.classList.toggle("veiled");
  document.title = veiled ? "\u00b7" : title;
  if (veiled) document.activeElement?.blur();
}

const acts = {
  "j": () => move(1),
  "k": () => move(-1),
  "g": () => { leader = Date.now(); },
  "/": () => (document.querySelector("main [type=search]") ?? document.getElementById("find"))?.focus(),
  "?": () => keys?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (writing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === ".") {
    event.preventDefault();
    veil();
    return;
  }
  if (root.classList.contains("veiled") || keys?.open) return;
  if (event.key === "Enter") {
    open(event);
    return;
  }
  const tab = Date.now() - leader < 1500 && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  leader = 0;
  if (tab) {
    event.preventDefault();
    tab.click();
  } else if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  }
});

// Time left until every deadline, or passed since a moment where the clock says so, in the language of the page.
// Arabic has no short forms that read well; it counts in whole words.
const unitDisplay = root.lang === "ar" ? "long" : "short";
const unit = (value, name) => new Intl.NumberFormat(root.lang, { style: "unit", unit: name, unitDisplay }).format(value);
const list = new Intl.ListFormat(root.lang, { type: "unit", style: "narrow" });

function span(minutes) {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days > 0) return list.format([unit(days, "day"), unit(hours, "hour")]);
  if (hours > 0) return list.format([unit(hours, "hour"), unit(minutes % 60, "minute")]);
  return unit(minutes, "minute");
}

function tick() {
  document.querySelectorAll("time.clock[datetime]").forEach((clock) => {
    const left = Math.round((Date.parse(clock.dateTime) - Date.now()) / 60000);
    if (Number.isNaN(left)) return;
    const since = clock.classList.contains("since");
    // The mark keeps the sign before its number in either direction of writing; what is left does not break.
    clock.dataset.left = (left < 0 && !since ? "\u200e\u2212" : "") + span(Math.abs(left)).replaceAll(" ", "\u00a0");
    clock.dataset.state = since ? "since" : left < 0 ? "late" : left < 60 ? "soon" : "later";
  });
}
tick();
setInterval(tick, 20000);
