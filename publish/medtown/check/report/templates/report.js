
"use strict";
// The filters: they show and hide what the page holds; nothing is loaded.
const form = document.querySelector("form");
if (form) {
  const status = form.querySelector("[data-template]");
  const findings = [...document.querySelectorAll("article")].map((element) => ({
    element,
    section: element.closest("section"),
    text: element.textContent.toLocaleLowerCase(),
  }));
  const apply = () => {
    const chosen = new FormData(form);
    const kinds = new Set(chosen.getAll("kind"));
    const words = chosen.get("text").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const full = new Set();
    let shown = 0;
    for (const { element, section, text } of findings) {
      const matches =
        kinds.has(element.dataset.kind) &&
        (!chosen.get("code") || chosen.get("code") === element.dataset.code) &&
        (!chosen.get("file") || chosen.get("file") === section.dataset.file) &&
        words.every((word) => text.includes(word));
      element.hidden = !matches;
      if (matches) {
        shown += 1;
        full.add(section);
      }
    }
    for (const section of document.querySelectorAll("section")) section.hidden = !full.has(section);
    const number = new Intl.NumberFormat(document.documentElement.lang);
    status.textContent = status.dataset.template
      .replace("{shown}", () => number.format(shown))
      .replace("{all}", () => number.format(findings.length));
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
