// The session ends when nothing is asked of the server for some time; say so while there is time, and let it go on with one press.
// Every page of the same browser counts: what another tab asked keeps the session too.
const { dataset: words, content: minutes } = document.querySelector("meta[name=session-minutes]");
const minute = 60_000;
const key = "lotrinh-asked";
const warnBefore = 2 * minute;

// The server notes a request of each minute only, so that it may count from up to a minute earlier.
const lasts = Number(minutes) * minute - minute;
let asked = Date.now();
let dialog = null;
let dismissed = 0;

function make() {
  const made = document.createElement("dialog");
  made.className = "ds-dialog";
  made.setAttribute("aria-labelledby", "session-title");
  made.innerHTML = '<h2 id="session-title"></h2><p role="status"></p><div class="actions"><button type="button" class="ds-button"></button><a class="ds-button" target="_blank" rel="noopener"></a></div>';
  made.querySelector("button").textContent = words.stay;
  made.querySelector("button").addEventListener("click", stay);
  Object.assign(made.querySelector("a"), { textContent: words.signIn, href: words.signInUrl });
  made.addEventListener("cancel", () => { dismissed = asked; });
  document.body.append(made);
  return made;
}

function show(ended) {
  dialog ??= make();
  const said = ended ? words.ended : words.warning;
  if (dialog.querySelector("p").textContent !== said) {
    dialog.querySelector("h2").textContent = ended ? words.endedTitle : words.warningTitle;
    dialog.querySelector("p").textContent = said;
    dialog.querySelector("button").hidden = ended;
    dialog.querySelector("a").hidden = !ended;
  }
  if (!dialog.open) dialog.showModal();
}

function look() {
  const idle = Date.now() - asked;
  if (idle < lasts - warnBefore) dialog?.close();
  else if (idle >= lasts || dismissed !== asked) show(idle >= lasts);
}

function wasAsked() {
  asked = Date.now();
  try {
    localStorage.setItem(key, asked);
  } catch {
    // A browser that keeps nothing knows of this tab alone.
  }
  look();
}

async function stay() {
  const answer = await fetch("/api/v1/account").catch(() => null);
  if (answer?.ok) wasAsked();
  else if (answer?.status === 401) show(true);
}

addEventListener("storage", (event) => {
  if (event.key !== key) return;
  asked = Math.max(asked, Number(event.newValue));
  look();
});
// A phone in a pocket runs no timers: look when the page is seen again.
document.addEventListener("visibilitychange", look);
document.addEventListener("asked", wasAsked);
setInterval(look, 10_000);
wasAsked();
