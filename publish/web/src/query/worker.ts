// The engine, in a thread of its own: Oxigraph over the site's dump.
import init, { parse, Store } from "oxigraph/web.js";
import { digest, mediaType } from "./answer";
import type { Order, Question, Report } from "./protocol";

const NQUADS = "application/n-quads";
const GZIP = [0x1f, 0x8b]; // RFC 1952, section 2.3.1
const AT_ONCE = 1 << 20; // characters of N-Quads
// The default graph is the union of all, each triple once (publish/medtown/sparql/store.py).
const UNITE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }";

let store: Store | undefined;

/** The text of the dump in pieces of whole lines. A server may have unpacked it on its way. */
async function* pieces(dump: Blob): AsyncGenerator<string> {
  const first = new Uint8Array(await dump.slice(0, GZIP.length).arrayBuffer());
  const isPacked = GZIP.every((byte, place) => first[place] === byte);
  const bytes = isPacked ? dump.stream().pipeThrough(new DecompressionStream("gzip")) : dump.stream();
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    waiting += read.value;
    const end = waiting.length < AT_ONCE ? 0 : waiting.lastIndexOf("\n") + 1;
    if (end) yield waiting.slice(0, end);
    waiting = waiting.slice(end);
  }
  yield waiting;
}

/** Add lines of N-Quads. `load` is quick but draws the labels of blank nodes anew: lines with some go another way. */
function add(to: Store, lines: string[], hasBlank: boolean): void {
  const text = lines.join("\n");
  if (hasBlank) for (const quad of parse(text, { format: NQUADS, lenient: true })) to.add(quad);
  else to.load(text, { format: NQUADS, lenient: true, no_transaction: true });
}

async function load(engine: Blob, dump: Blob): Promise<Store> {
  await init({ module_or_path: engine.arrayBuffer() });
  const made = new Store();
  for await (const piece of pieces(dump)) {
    let run: string[] = [];
    let hasBlank = false;
    // In the order of the file, which is that of answers without ORDER BY.
    for (const line of piece.split("\n")) {
      if (line.includes("_:") !== hasBlank) {
        add(made, run, hasBlank);
        run = [];
        hasBlank = !hasBlank;
      }
      run.push(line);
    }
    add(made, run, hasBlank);
  }
  made.update(UNITE);
  return made;
}

function ask(question: Question): Report {
  if (!store) throw new Error("no data");
  const { query, base, format } = question;
  const text = store.query(query, { base_iri: base, results_format: format || mediaType(query) }) as string;
  return format ? { text } : { answer: digest(text, query) };
}

async function obey(order: Order): Promise<Report> {
  if ("query" in order) return ask(order);
  store = await load(order.engine, order.dump);
  return { loaded: true };
}

addEventListener("message", (event: MessageEvent<Order>) => {
  obey(event.data).then(
    (report) => {
      postMessage(report);
    },
    (fault: unknown) => {
      postMessage({ fault: fault instanceof Error ? fault.message : String(fault) } satisfies Report);
    },
  );
});
