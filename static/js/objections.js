// When a form comes back with objections, the list of them is the first thing read.

export function showObjections() {
  document.querySelector("[data-objections]")?.focus();
}
