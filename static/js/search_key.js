// The key "/" goes to the search field, unless the person is typing somewhere.

const isTyping = (element) =>
  element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

export function reachSearch() {
  const field = document.querySelector("[data-search]");
  if (!field) return;
  const hint = document.querySelector("[data-search-hint]");
  if (hint) hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
