// Small comforts. Every page works without them.

const root = document.documentElement;
const year = 365 * 24 * 3600;

const cookie = (name) => document.cookie.split("; ").find((c) => c.startsWith(name + "="))?.split("=")[1];
const remember = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=${value ? year : 0}; samesite=lax`; };

// A page from a cache may have been made for someone with another choice.
if (["light", "dark"].includes(cookie("lotrinh-scheme"))) root.dataset.colorScheme = cookie("lotrinh-scheme");
if (cookie("lotrinh-contrast") === "high") root.dataset.contrast = "high";

const isDark = () => root.dataset.colorScheme === "dark"
  || (root.dataset.colorScheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);

for (const button of document.querySelectorAll("button[data-look]")) {
  const show = () => button.setAttribute("aria-pressed", button.dataset.look === "scheme" ? isDark() : root.dataset.contrast === "high");
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    if (button.dataset.look === "scheme") {
      root.dataset.colorScheme = isDark() ? "light" : "dark";
      remember("lotrinh-scheme", root.dataset.colorScheme);
    } else {
      root.dataset.contrast = root.dataset.contrast === "high" ? "" : "high";
      remember("lotrinh-contrast", root.dataset.contrast);
    }
    show();
    document.dispatchEvent(new CustomEvent("look"));
  });
}

// The side menu and long filters are details elements on narrow screens; wide ones show them always, with CSS where the browser can.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 56.01rem)").matches)
  for (const menu of document.querySelectorAll(".side > details, .fold")) menu.open = true;

document.querySelector(".ds-error-summary")?.focus();

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Forms: ask before what was typed is lost, and send once.
for (const form of document.querySelectorAll("form[method=post]:not([data-leave-freely])")) {
  const written = () => JSON.stringify([...new FormData(form)].filter(([, v]) => typeof v === "string"));
  let before = written();
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, 4000); // an answer that is a file leaves the page as it is
  });
  addEventListener("pageshow", () => { sent = false; });
  form.addEventListener("kept", () => { before = written(); }); // a script has saved it
  if (form.querySelector("textarea, input:not([type=hidden], [type=password])"))
    addEventListener("beforeunload", (event) => {
      if (!sent && written() !== before) event.preventDefault();
    });
}

// How much room is left, once most of it is used.
for (const input of document.querySelectorAll("[data-limit]")) {
  const left = document.createElement("p");
  left.className = "hint";
  left.setAttribute("aria-live", "polite");
  input.after(left);
  input.addEventListener("input", () => {
    const most = Number(input.dataset.limit);
    left.textContent = input.value.length > most * 0.8 ? `${input.value.length.toLocaleString(root.lang)} / ${most.toLocaleString(root.lang)}` : "";
  });
}
