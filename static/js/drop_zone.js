// A file field becomes a place to drop files on, and tells which files were chosen and how big.

const inMegabytes = (size) =>
  new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  }).format(Math.max(size / 1_000_000, 0.1));

function tellChosen(zone, input) {
  const lines = [...input.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = `${file.name} (${inMegabytes(file.size)})`;
    return line;
  });
  zone.querySelector("[data-drop-names]").replaceChildren(...lines);
}

function open(zone) {
  const input = zone.querySelector("input");
  const mark = (over) => () => zone.classList.toggle("drop-zone-over", over);
  zone.classList.add("drop-zone-live");
  zone.querySelector("[data-drop-words]").hidden = false;
  zone.querySelector("[data-drop-button]").append(input);

  input.addEventListener("change", () => tellChosen(zone, input));
  zone.addEventListener("dragenter", mark(true));
  zone.addEventListener("dragleave", mark(false));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false)();
    const { files } = event.dataTransfer;
    if (!files.length || (files.length > 1 && !input.multiple)) return;
    input.files = files;
    tellChosen(zone, input);
  });
}

export function openDropZones() {
  document.querySelectorAll("[data-drop-zone]").forEach(open);
}
