// A form is sent once: the pressed button says so, and a second click does nothing.

const sent = new WeakSet();

function sayBusy(button) {
  const words = button?.querySelector("[data-busy]");
  if (!words) return;
  button.setAttribute("aria-disabled", "true");
  words.dataset.ready = words.textContent;
  words.textContent = words.dataset.busy;
}

function sayReady(button) {
  const words = button.querySelector("[data-busy]");
  button.removeAttribute("aria-disabled");
  words.textContent = words.dataset.ready;
}

export function guardSending() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    sayBusy(event.submitter);
  });

  // A page fetched back from the browser's memory may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form").forEach((form) => sent.delete(form));
    document.querySelectorAll("button[aria-disabled]").forEach(sayReady);
  });
}
