// A talk that is alive: every two seconds, is there anything new? Without this file a button asks the same.
const form = document.querySelector("form[data-live]");
let asked = 0;

async function look() {
  const live = document.getElementById("live");
  if (!form || !live || document.hidden) return;
  const fields = new URLSearchParams();
  for (const name of ["pass", "version"]) fields.set(name, live.querySelector(`[name=${name}]`).value);
  fields.set("step", "live");
  // Now and then the whole is asked for, so that the pass stays fresh.
  asked += 1;
  if (asked % 200 === 0) fields.set("version", "-1");
  const answer = await fetch(form.action, { method: "POST", body: fields });
  if (answer.status !== 200) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (!fresh || live.contains(document.activeElement)) return;
  live.replaceWith(fresh);
  fresh.querySelector("li:last-child")?.scrollIntoView({ block: "nearest" });
}

async function go() {
  try {
    await look();
  } catch {
    // The line is down for a moment; the next look may find it again.
  }
  setTimeout(go, 2000);
}

if (form) {
  for (const button of document.querySelectorAll("[data-no-script]")) button.hidden = true;
  setTimeout(go, 2000);
}
