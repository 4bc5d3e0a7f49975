// A table that fits its frame needs no stop of the Tab key.

export function freeFittingTables() {
  for (const frame of document.querySelectorAll("[data-scrolls]")) {
    if (frame.scrollWidth <= frame.clientWidth) frame.removeAttribute("tabindex");
  }
}
