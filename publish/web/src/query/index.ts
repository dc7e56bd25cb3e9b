// The page on which visitors ask queries of their own. The engine and the data are fetched when a query first runs.
import { byId, fill, held, one } from "../shared/dom";
import type { Answer } from "./answer";
import { Box } from "./box";
import { Fault } from "./fault";
import { fetchStored, fragmentOf, readFragment } from "./links";
import { Pages, type Site } from "./pages";
import "../atlas/atlas.css";
import "./query.css";
import { Show, type Format } from "./show";
import { AtEndpoint, InBrowser, type Progress, type Source } from "./sources";
import { termsAt } from "./terms";
import { prologue, spelledOut } from "./text";

const SHORT_WHILE = 2000; // milliseconds
const MEGABYTE = 1e6;
const ENOUGH = 320; // CSS pixels of an answer

const texts = held("query-texts") as Record<string, string>;
const form = one("#ask", HTMLFormElement);
const { up = "", dump = "", html = ".html" } = form.dataset;
const [runButton, stopButton, linkButton] = [byId("run"), byId("stop"), byId("link")];
const [status, progress] = [byId("status"), one("#progress", HTMLProgressElement)];
const text = (key: string) => texts[key] ?? key;

const site: Promise<Site> = fetch(`${up}site.json`).then((response) => response.json() as Promise<Site>);
const terms = termsAt("terms.json");
let stored: { name: string; text: string } | undefined;
let running: AbortController | undefined;
let browser: InBrowser | undefined;
const box = makeBox();

function makeBox(): Box {
  const area = one("#query", HTMLTextAreaElement);
  const parent = byId("written");
  form.hidden = false;
  const slip = (line: number) => {
    byId("slip").textContent = line ? fill(text("slip"), { line }) : "";
  };
  const settings = { text: area.value, label: text("query"), language: document.documentElement.lang, terms, slip };
  area.remove();
  form.querySelector("label[for=query]")?.removeAttribute("for");
  return new Box(parent, { ...settings, describedBy: "keys", run: () => void run() });
}

async function source(): Promise<Source> {
  const { base, endpoint } = await site;
  const isElsewhere = new FormData(form).get("where") === "endpoint";
  if (isElsewhere && endpoint) return new AtEndpoint(addressOf(endpoint));
  return (browser ??= new InBrowser(dump, base));
}

/** An endpoint of a relative address is one of this site's server, from its top. */
function addressOf(endpoint: string): string {
  return /^https?:/.test(endpoint) ? endpoint : `${up}${endpoint}`;
}

async function run(): Promise<void> {
  const query = box.text;
  remember();
  let asked: Source | undefined;
  const answer = await working(async (signal) => {
    asked = await source();
    return asked.answer(query, signal, tell);
  });
  if (answer && asked) await show(query, answer, asked);
}

async function show(query: string, answer: Answer, asked: Source): Promise<void> {
  const [known, { prefixes }] = await Promise.all([site, terms()]);
  const pages = new Pages(known, up, html);
  pages.name(prologue(query).prefixes, prefixes);
  const view = new Show(byId("shown"), texts, pages, form.dataset.map ?? "");
  const variables = answer.kind === "table" ? answer.variables : [];
  view.answer(answer, (format) => void download(spelledOut(query, variables), format, asked));
  status.textContent = view.count(answer);
  bringIntoSight(byId("answer"), "start");
}

/** Scroll to what comes below a long query, unless enough of it is in sight. */
function bringIntoSight(place: HTMLElement, block: "nearest" | "start"): void {
  if (place.getBoundingClientRect().top > innerHeight - ENOUGH) place.scrollIntoView({ block });
}

async function download(query: string, format: Format, asked: Source): Promise<void> {
  const before = status.textContent;
  const whole = await working((signal) => asked.written(query, format.type, signal, tell), true);
  if (whole === undefined) return;
  status.textContent = before;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([whole], { type: format.type }));
  link.download = `${stored?.name ?? "answer"}.${format.suffix}`;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, SHORT_WHILE);
}

/** Do what can be stopped, one at a time; gives undefined where it was stopped or failed, which is told. */
async function working<T>(work: (signal: AbortSignal) => Promise<T>, keepsAnswer = false): Promise<T | undefined> {
  if (running) return undefined;
  const controller = (running = new AbortController());
  byId("answer").hidden = false;
  byId("fault").replaceChildren();
  if (!keepsAnswer) byId("shown").replaceChildren();
  setRunning(true);
  bringIntoSight(byId("answer"), "nearest");
  try {
    return await work(controller.signal);
  } catch (fault) {
    status.textContent = controller.signal.aborted ? text("stopped") : "";
    if (!controller.signal.aborted) tellFault(fault);
    return undefined;
  } finally {
    running = undefined;
    setRunning(false);
  }
}

/** The buttons stay where they are, and keep the focus: they are only told to be of no use. */
function setRunning(isRunning: boolean): void {
  runButton.setAttribute("aria-disabled", String(isRunning));
  stopButton.setAttribute("aria-disabled", String(!isRunning));
  byId("answer").setAttribute("aria-busy", String(isRunning));
  progress.hidden = !isRunning;
  progress.removeAttribute("value");
}

function tell(step: Progress): void {
  if (typeof step === "string") {
    progress.removeAttribute("value");
    status.textContent = text(step);
    return;
  }
  const megabytes = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  });
  if (step.total) progress.value = Math.min(1, step.loaded / step.total);
  // In whole megabytes, so that a screen reader is not told of every piece.
  const size = megabytes.format(Math.floor(step.loaded / MEGABYTE));
  const words = fill(text("fetching"), { size });
  if (status.textContent !== words) status.textContent = words;
}

function tellFault(fault: unknown): void {
  const faults: unknown[] = fault instanceof AggregateError ? fault.errors : [fault];
  const words = faults.map((one) =>
    one instanceof Fault ? fill(text(one.key), one.values) : fill(text("failed"), { reason: String(one) }),
  );
  const told = document.createElement("p");
  told.textContent = words.join(" ");
  byId("fault").replaceChildren(told);
}

/** Write the query into the address, so that a reload and the language switch keep it. */
function remember(): void {
  history.replaceState(null, "", fragmentOf(box.text, stored));
}

/** Take the query that the address asks for. */
async function openLinked(): Promise<void> {
  const linked = readFragment(location.hash);
  if (!linked) return;
  try {
    if ("query" in linked) {
      stored = undefined;
      box.text = linked.query;
    } else {
      const fetched = await fetchStored(linked.stored);
      stored = { name: linked.stored, text: fetched };
      box.text = fetched;
    }
  } catch (fault) {
    byId("answer").hidden = false;
    tellFault(fault);
  }
}

async function copyLink(button: HTMLElement): Promise<void> {
  remember();
  const label = button.textContent;
  // Without a secure context there is no clipboard; the link stands in the address bar anyway.
  await (navigator.clipboard as Clipboard | undefined)?.writeText(location.href);
  button.textContent = text("copied");
  setTimeout(() => {
    button.textContent = label;
  }, SHORT_WHILE);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
stopButton.addEventListener("click", () => running?.abort());
linkButton.addEventListener("click", () => void copyLink(linkButton));
addEventListener("hashchange", () => void openLinked());
const first = box.text;
box.onBlur(() => {
  if (box.text !== first || location.hash) remember();
});
for (const link of document.querySelectorAll<HTMLAnchorElement>(".examples a")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The browser would go to the link itself, which has that id, and not at all the second time.
    event.preventDefault();
    history.pushState(null, "", link.hash);
    void openLinked().then(() => {
      form.scrollIntoView({ block: "nearest" });
      runButton.focus({ preventScroll: true });
    });
  });
}
addEventListener("popstate", () => void openLinked());
void openLinked();
void site.then(({ endpoint }) => {
  byId("where").hidden = !endpoint;
  byId("endpoint").textContent = endpoint ? new URL(addressOf(endpoint), location.href).href : "";
});
