// A menu of the header closes on Escape, on a click elsewhere, and when its neighbour opens.

export function closeMenus() {
  const menus = [...document.querySelectorAll("details[data-menu]")];
  const closeAllBut = (kept) => menus.forEach((menu) => menu !== kept && (menu.open = false));

  document.addEventListener("click", (event) => closeAllBut(event.target.closest("[data-menu]")));
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}
