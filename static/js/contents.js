// The table of contents shows which clause is being read, and starts folded on a narrow window.

const NARROW = "(width <= 70rem)";

export function followContents() {
  const contents = document.querySelector("[data-contents]");
  if (!contents) return;
  if (window.matchMedia(NARROW).matches) contents.querySelector("details").open = false;

  const links = new Map();
  for (const link of contents.querySelectorAll("a[href^='#']")) {
    const clause = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (clause) links.set(clause, link);
  }

  const follow = (seen) => {
    const reached = seen.filter((entry) => entry.isIntersecting);
    if (!reached.length) return;
    links.forEach((link) => link.removeAttribute("aria-current"));
    links.get(reached[0].target).setAttribute("aria-current", "location");
  };
  const watch = new IntersectionObserver(follow, { rootMargin: "0px 0px -70% 0px" });
  links.forEach((_link, clause) => watch.observe(clause));
}
