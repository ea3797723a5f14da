// Shows the way to choose pictures where it can work, and puts the fingerprints where the child sees them. It reads no file: the
// worker does, one after the other. Without this file the page says what else there is.
const part = (name) => document.querySelector(`[data-device=${name}]`);
const tool = part("tool");
const choose = part("choose");
const text = part("text");
const MOST = 20;
const MOST_ROWS = 60;
let worker;
let answer;

function begin() {
  worker = new Worker("/static/device/worker.js", { type: "module" });
  worker.onmessage = ({ data }) => answer(data);
  worker.onerror = () => answer({ trouble: "lacking" });
}

function ask(question) {
  return new Promise((resolve) => {
    answer = resolve;
    worker.postMessage(question);
  });
}

function show(name) {
  for (const other of ["waiting", "lacking", "poisoned", "skipped", "many"]) part(other).hidden = other !== name;
}

function refuse(trouble) {
  tool.hidden = true;
  part("form").hidden = true;
  part("ways").open = true;
  text.value = "";
  show(trouble);
}

async function read(files) {
  const blocks = [];
  let skipped = false;
  part("form").hidden = true;
  text.value = "";
  show("waiting");
  const bar = part("bar");
  bar.max = files.length;
  for (const [place, file] of files.entries()) {
    bar.value = place;
    const got = await ask(file);
    if (got.trouble) return refuse(got.trouble);
    if (got.stopped) return show("");
    if (got.skipped) skipped = true;
    else blocks.push([`file ${blocks.length + 1}`, ...got.lines].join("\n"));
  }
  text.value = blocks.join("\n\n");
  part("form").hidden = blocks.length === 0;
  // High enough to be seen without scrolling inside, where that is possible at all.
  while (text.rows < MOST_ROWS && text.scrollHeight > text.clientHeight) text.rows++;
  show(skipped ? "skipped" : "");
  if (blocks.length) part("result").focus();
}

choose.addEventListener("change", () => {
  const files = [...choose.files];
  choose.value = "";
  if (files.length > MOST) show("many");
  else if (files.length) {
    choose.disabled = true;
    read(files).finally(() => {
      choose.disabled = false;
    });
  }
});

part("stop").addEventListener("click", () => {
  const end = answer;
  worker.terminate();
  begin();
  end({ stopped: true });
});

begin();
const { trouble } = await ask(undefined);
part("scripts").hidden = true;
if (trouble) refuse(trouble);
else {
  tool.hidden = false;
  part("ways").open = false;
  part("form").hidden = !text.value;
}
tool.dataset.ready = trouble || "yes";
