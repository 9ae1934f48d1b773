// A form of a procedure: what is typed is saved a few seconds after, and files go up piece by piece, going on by themselves after a break.
// Without this script the form does both when it is sent.
const form = document.querySelector("form[data-procedure]");
const words = form.dataset;
const state = form.querySelector("[data-draft-state]");
const version = form.elements.namedItem("Version");
const settle = 3000;
let draft = words.draft;
let changes = 0;
let saved = 0;
let timer;
let stopped = false; // what is kept was changed elsewhere: only the person can say which counts
let under = 0; // acts under way
let saving = Promise.resolve();
let sending = Promise.resolve();

const fill = (text, ...values) => values.reduce((t, v, i) => t.replace(`{${i}}`, v), text);
const say = (text) => { if (state.textContent !== text) state.textContent = text; };
const json = (body) => ({ method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });

/** Asks the API; a refusal is thrown with its status and sentences, a line that is down without a status. */
async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { accept: "application/json", "accept-language": document.documentElement.lang, ...options.headers } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.title ?? words.failed), { status: answer.status, codes: body.codes ?? [], said: Object.values(body.errors ?? {}).flat() });
  document.dispatchEvent(new Event("asked"));
  return body;
}

const passes = (failure) => !failure.status || [429, 502, 503, 504].includes(failure.status);
const pause = (time) => new Promise((go) => { setTimeout(go, time); addEventListener("online", go, { once: true }); });

/** Asks until there is an answer. */
async function insist(act, waiting) {
  for (let time = 1000; ; time = Math.min(time * 2, 30_000)) {
    try {
      return await act();
    } catch (failure) {
      if (!passes(failure)) throw failure;
      waiting();
      await pause(time);
    }
  }
}

/** One after the other: a save between the end of an upload and its new version would lose. */
function alone(act) {
  under++;
  const done = saving.then(act).finally(() => { under--; });
  saving = done.catch(() => {});
  return done;
}

function typed() {
  const all = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && name !== "Version" && name !== "Organisation" && !name.startsWith("__")) (all[name] ??= []).push(value);
  return all;
}

function keep(answer) {
  draft = answer.id;
  version.value = answer.version;
  form.setAttribute("action", `${words.page}/${draft}`);
  history.replaceState(history.state, "", `${words.page}/${draft}${location.hash}`);
}

async function save() {
  clearTimeout(timer);
  if (stopped || (draft && saved === changes)) return;
  const mine = changes;
  say(words.saving);
  try {
    const answer = await ask(words.api, json({ id: draft || null, procedure: words.procedure, values: typed(), version: draft ? Number(version.value) : null, organisation: words.organisation || null }));
    keep(answer);
    saved = mine;
    const at = new Date(answer.savedAt.replace(/Z?$/, "Z")).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    say(fill(words.saved, at));
    if (saved === changes) form.dispatchEvent(new Event("kept"));
  } catch (failure) {
    stopped = failure.status === 409;
    say(stopped ? words.elsewhere : failure.status === 401 ? words.ended : passes(failure) ? words.offline : failure.message);
    if (!stopped) timer = setTimeout(() => alone(save), 10_000);
  }
}

function changed(event) {
  if (event.target.type === "file") return;
  changes++;
  clearTimeout(timer);
  timer = setTimeout(() => alone(save), settle);
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
addEventListener("online", () => { if (saved !== changes) alone(save); });

// A form that is sent while something is under way would meet its own draft as someone else's: it waits.
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  if (!under) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(words.holding);
  while (under) await Promise.all([saving, sending]);
  form.requestSubmit(event.submitter);
}, { capture: true });
addEventListener("beforeunload", (event) => { if (under) event.preventDefault(); });

/** Pictures that only the phone can read become JPEG where its browser can read them too; else the server says what to do. */
async function readable(file) {
  if (!/\.hei[cf]$/i.test(file.name)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
    canvas.getContext("2d").drawImage(picture, 0, 0);
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.9); });
    return new File([blob], file.name.replace(/\.[^.]*$/, ".jpg"), { type: "image/jpeg" });
  } catch {
    return file;
  }
}

const hash = async (file) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))].map((b) => b.toString(16).padStart(2, "0")).join("");

function describe(input, id) {
  const by = new Set((input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  input.setAttribute("aria-describedby", [...by.add(id)].join(" "));
}

/** A line of words and a bar below an input. */
function meter(input) {
  const box = input.closest("[data-document]").querySelector("[data-upload]");
  const [text, bar] = box.children;
  box.hidden = false;
  return {
    say: (said) => { if (text.textContent !== said) text.textContent = said; },
    at: (done, of) => { bar.hidden = of === 0; [bar.max, bar.value] = [of, done]; },
    wrong: (said) => { bar.hidden = true; text.textContent = said; box.dataset.color = "danger"; input.setAttribute("aria-invalid", "true"); },
    clean: () => { delete box.dataset.color; input.removeAttribute("aria-invalid"); describe(input, text.id); },
  };
}

/** Sends what lacks of a file; where the server has another offset, that one counts. */
async function pieces(url, upload, number, file, part, before, all) {
  const mine = (answer) => answer.files.find((f) => f.number === number).offset;
  let offset = mine(upload);
  while (offset < file.size) {
    part.at(before + offset, all);
    const piece = file.slice(offset, offset + upload.chunkBytes);
    const put = { method: "PATCH", body: piece, headers: { "content-type": "application/octet-stream" } };
    try {
      offset = mine(await insist(() => ask(`${url}/files/${number}?offset=${offset}`, put), () => part.say(words.waiting)));
      part.say(fill(words.uploading, file.name));
    } catch (failure) {
      if (failure.status !== 409) throw failure;
      offset = mine(await insist(() => ask(url), () => part.say(words.waiting)));
    }
  }
}

async function send(input, chosen) {
  const part = meter(input);
  part.clean();
  part.say(fill(words.uploading, chosen[0].name));
  try {
    const files = await Promise.all(chosen.map(readable));
    const announced = [];
    for (const file of files) announced.push({ name: file.name, length: file.size, sha256: await hash(file) });
    if (!draft) await alone(save);
    if (!draft) throw new Error(words.failed);
    const wait = () => part.say(words.waiting);
    const at = `${words.api}/${draft}/uploads`;
    const upload = await insist(() => ask(at, json({ document: input.closest("[data-document]").dataset.document, files: announced })), wait);
    const url = `${at}/${upload.id}`;
    show(input, part, await finished(url, files, part, wait));
  } catch (failure) {
    part.wrong([...new Set(failure.said?.length ? failure.said : [failure.message])].join(" "));
  }
}

async function finished(url, files, part, wait) {
  const all = files.reduce((sum, f) => sum + f.size, 0);
  for (let tries = 3; ; tries--) {
    const upload = await insist(() => ask(url), wait);
    let before = 0;
    for (const [i, file] of files.entries()) {
      await pieces(url, upload, i + 1, file, part, before, all);
      before += file.size;
    }
    part.at(all, all);
    part.say(words.taking);
    try {
      return await alone(async () => {
        const done = await insist(() => ask(`${url}/completion`, { method: "POST" }), wait);
        if (Number(version.value) === done.versionBefore) version.value = done.version;
        return done;
      });
    } catch (failure) {
      if (failure.status !== 409 || tries === 1) throw failure; // broken on the way, or saved on another device just then
    }
  }
}

function show(input, part, done) {
  const list = document.createElement("ul");
  list.className = "files";
  for (const file of done.kept) {
    const item = list.appendChild(document.createElement("li"));
    item.append(Object.assign(document.createElement("a"), { href: file.url, textContent: file.name }), " ",
      Object.assign(document.createElement("span"), { className: "quiet", textContent: file.size }), " ",
      Object.assign(document.createElement("code"), { className: "hash", textContent: file.sha256 }));
  }
  const drops = Object.assign(document.createElement("p"), { className: "drops" });
  for (const file of done.kept.filter((f) => f.mayGo)) {
    const button = Object.assign(document.createElement("button"), { className: "ds-button", name: "act", value: `drop:${file.id}`, textContent: fill(words.drop, file.name) });
    button.dataset.variant = "tertiary";
    drops.append(button);
  }
  input.closest("[data-document]").querySelector("[data-kept]").replaceChildren(list, drops);
  for (const alert of document.querySelectorAll(`.ds-error-summary a[href="#${CSS.escape(input.id)}"]`)) alert.closest("li").remove();
  document.getElementById(`${input.id}-problem`)?.remove();
  input.removeAttribute("aria-invalid");
  part.at(0, 0);
  part.say(words.uploaded);
}

// Hashes are counted on secure pages alone; elsewhere files go with the form.
for (const input of crypto.subtle ? form.querySelectorAll("[data-document] input[type=file]") : [])
  input.addEventListener("change", () => {
    const chosen = [...input.files];
    input.value = "";
    if (chosen.length === 0) return;
    under++;
    sending = sending.then(() => send(input, chosen)).finally(() => { under--; });
  });
