// Beside a date written day first, a button opens the browser's calendar.

const dayFirst = (iso) => iso.split("-").reverse().join("/");
const yearFirst = (written) => written.trim().split("/").reverse().join("-");

function offerCalendar(place) {
  const field = place.querySelector("input");
  const button = place.querySelector("[data-date-button]");
  const picker = document.createElement("input");
  if (!picker.showPicker) return;
  picker.type = "date";
  picker.className = "date-picker";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  place.append(picker);
  button.hidden = false;

  button.addEventListener("click", () => {
    picker.value = yearFirst(field.value);
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    field.value = dayFirst(picker.value);
    field.focus();
  });
}

export function offerCalendars() {
  document.querySelectorAll("[data-date]").forEach(offerCalendar);
}
