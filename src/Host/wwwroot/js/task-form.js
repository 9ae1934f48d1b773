// While a task is written: which of the six respects are clear, and the day that a number of working days gives.
// The server says the same when the form is sent or looked at; this only says it sooner.
const six = document.getElementById("six");
const form = document.querySelector("form.panel");
const value = (name) => (form.elements.namedItem(name)?.value ?? "").trim();
const filled = (name) => value(name) !== "";

const vague = six.dataset.vague.split("|");
const clear = {
  work: () => value("Title").length >= Number(six.dataset.shortest) && (filled("Product") || !vague.some((v) => value("Title").toLowerCase().startsWith(v))),
  time: () => filled("DueOn") || filled("DueWorkingDays") || form.elements.namedItem("NoDeadline").checked,
};

function look() {
  for (const item of six.querySelectorAll("[data-respect]")) {
    const is = (clear[item.dataset.respect] ?? (() => item.dataset.fields.split(" ").every(filled)))();
    const tag = item.querySelector(".ds-tag");
    tag.dataset.color = is ? "success" : "neutral";
    tag.textContent = is ? six.dataset.yes : six.dataset.no;
  }
}

const counted = document.getElementById("counted");
const shown = counted.querySelector("[aria-live]");
let asked = 0;
async function count() {
  const days = value("DueWorkingDays");
  if (!/^\d{1,4}$/.test(days)) return;
  const mine = ++asked;
  const answer = await fetch(`/api/v1/calendar/due?from=${counted.dataset.from}&amount=${days}&unit=working-day`);
  if (!answer.ok || mine !== asked) return;
  const [year, month, day] = (await answer.json()).due.split("-");
  shown.textContent = counted.dataset.words.replace("{0}", days).replace("{1}", `${day}/${month}/${year}`);
}

form.addEventListener("input", look);
form.elements.namedItem("DueWorkingDays").addEventListener("input", count);
look();
