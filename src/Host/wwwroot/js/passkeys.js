// Passkeys: asks the browser for one, and sends its answer in the form's hidden field.

const from = window.PublicKeyCredential?.parseRequestOptionsFromJSON ? window.PublicKeyCredential : null;

const ask = async (form) => {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({
    __RequestVerificationToken: form.querySelector("[name=__RequestVerificationToken]").value }) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const options = await answer.json();
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: from.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: from.parseRequestOptionsFromJSON(options) });
};

const say = (form, words) => {
  let note = form.querySelector("[role=alert]");
  if (!note) {
    note = document.createElement("p");
    note.className = "ds-validation-message";
    note.setAttribute("role", "alert");
    form.append(note);
  }
  note.textContent = words;
};

for (const form of from ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.Credential.value = JSON.stringify((await ask(form)).toJSON());
      form.submit();
    } catch {
      say(form, form.dataset.failed); // The person broke it off, the time was over, or there is no such key.
    }
  });
}
for (const note of from ? document.querySelectorAll("[data-without-passkeys]") : []) note.hidden = true;
