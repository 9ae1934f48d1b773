// Keeps a bar of progress in step with what an address answers, and shows the page anew when the work has ended.
const part = document.querySelector("[data-progress]");
const bar = part?.querySelector("progress");
const words = part?.querySelector("[data-progress-text]");

async function look() {
  const answer = await fetch(part.dataset.progress, { headers: { accept: "application/json" } }).catch(() => null);
  if (answer?.ok) {
    document.dispatchEvent(new Event("asked"));
    const { state, done, of } = await answer.json();
    if (state !== "queued" && state !== "running") {
      location.reload();
      return;
    }
    if (of) {
      [bar.max, bar.value] = [of, done];
      words.textContent = words.dataset.progressText.replace("{0}", done).replace("{1}", of);
    }
  }
  setTimeout(look, 1000);
}

if (part) setTimeout(look, 1000);
