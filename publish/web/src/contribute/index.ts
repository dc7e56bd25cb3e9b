// The form of a class: checks what is written and gives it as Turtle. It sends nothing.
import "./contribute.css";
import { element, held, one } from "../shared/dom";
import { faultsOf, type Fault } from "./check";
import { proposal } from "./forge";
import { fetched, type Control, type Form, type Texts, type Value } from "./form";
import { iriFaults, slug } from "./iri";
import { Rows } from "./rows";
import { termOf } from "./terms";
import { turtle, type Statement } from "./turtle";

const RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

const form = held("contribute-form") as Form;
const texts = held("contribute-texts") as Texts;
const up = new URL("../", import.meta.url).href;

const page = {
  form: one("form.contribute", HTMLFormElement),
  faults: one("form.contribute > .faults", HTMLElement),
  made: one(".made", HTMLElement),
  turtle: one("#turtle", HTMLTextAreaElement),
  download: one("#download", HTMLAnchorElement),
  iri: one("#iri-1", HTMLInputElement),
  iriFault: one("#iri-fault", HTMLElement),
};
const fields = form.fields.map((field) => ({ field, rows: new Rows(field, up) }));
let taken: Promise<string[]> | undefined;
let isIriOwn = false; // written by the person, no longer proposed

one(".without", HTMLElement).hidden = true;
page.form.hidden = false;
page.form.addEventListener("input", (event) => {
  page.made.hidden = true; // it would no longer be what stands in the form
  if (event.target === page.iri) isIriOwn = page.iri.value !== "";
  else if (!isIriOwn) proposeIri();
});
page.form.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit();
});

function proposeIri(): void {
  const names = fields.find(({ field }) => field.id === form.label)?.rows.values() ?? [];
  const english = names.find(({ language, text }) => language === "en" && text);
  const name = english ?? names.find(({ text }) => text);
  page.iri.value = form.parent + slug(name?.text ?? "");
}

async function submit(): Promise<void> {
  await Promise.all(fields.map(({ rows }) => rows.ready()));
  const faults = [...fields.flatMap(check), ...(await checkIri())];
  summarise(faults);
  if (faults.length === 0) give();
}

function check({ field, rows }: (typeof fields)[number]): (Fault & { name: string })[] {
  const found = faultsOf(field, rows.values(), texts);
  rows.show(found);
  return found.map((fault) => ({ ...fault, name: field.name }));
}

async function checkIri(): Promise<(Fault & { name: string })[]> {
  taken ??= fetched<string[]>(up + form.taken, []);
  const messages = iriFaults(page.iri.value.trim(), form, await taken, texts);
  page.iriFault.textContent = messages.join(" ");
  page.iriFault.hidden = messages.length === 0;
  if (messages.length > 0) page.iri.setAttribute("aria-invalid", "true");
  else page.iri.removeAttribute("aria-invalid");
  return messages.map((message) => ({ control: page.iri, message, name: one("#iri-name", HTMLElement).textContent }));
}

/** The list of what is wrong, each a link to its place; it takes the focus. */
function summarise(faults: (Fault & { name: string })[]): void {
  const items = faults.map(({ control, message, name }) => {
    const link = element("a", { href: `#${control.id}` }, `${nameOf(control) || name} — ${message}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      control.focus();
    });
    return element("li", {}, link);
  });
  one(".faults > ul", HTMLElement).replaceChildren(...items);
  page.faults.hidden = items.length === 0;
  if (items.length > 0) page.faults.focus();
}

function nameOf(control: Control): string {
  return control.getAttribute("aria-label") ?? "";
}

function statements(): Statement[] {
  const written = fields.map(({ field, rows }): Statement => {
    const terms = rows.values().filter(({ text }) => text);
    return [field.path, [...new Set(terms.map((value: Value) => termOf(field, value) ?? ""))].filter(Boolean)];
  });
  const stated = written.filter(([, objects]) => objects.length > 0);
  return [[RDF_TYPE, form.types], ...form.given, ...stated];
}

function give(): void {
  const iri = page.iri.value.trim();
  const text = turtle(iri, statements(), form.prefixes);
  const name = `${form.file}-${slug(iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1))}.ttl`;
  page.turtle.textContent = text; // what the button copies
  page.turtle.value = text;
  URL.revokeObjectURL(page.download.href);
  page.download.href = URL.createObjectURL(new Blob([text], { type: "text/turtle" }));
  page.download.download = name;
  if (form.forge) propose(name, text);
  page.made.hidden = false;
  one(".made h2", HTMLElement).focus();
}

function propose(name: string, text: string): void {
  if (!form.forge) return;
  const { address, isWhole } = proposal(form.forge, name, text);
  one("#propose", HTMLAnchorElement).href = address;
  one("#paste", HTMLElement).hidden = isWhole;
}
