// Where a query is asked: in this browser, by a worker over the site's dump, or at an endpoint.
import { digest, mediaType, type Answer } from "./answer";
import { Fault } from "./fault";
import type { Order, Question, Report } from "./protocol";
import { faultOf, refuseService, refuseUpdate } from "./text";

/** How far the work is: bytes that have come (of how many, where that is known), or a word. */
export type Progress = { loaded: number; total: number | undefined } | "loading" | "asking";

export interface Source {
  /** The answer, to be shown. */
  answer(query: string, signal: AbortSignal, tell: (progress: Progress) => void): Promise<Answer>;
  /** The whole answer in a media type, to be downloaded. */
  written(query: string, format: string, signal: AbortSignal, tell: (progress: Progress) => void): Promise<string>;
}

type Tell = (progress: Progress) => void;

/** Asks a worker, which is ended when a query is stopped; what it is made from is fetched once. */
export class InBrowser implements Source {
  private files: { engine: Blob; dump: Blob } | undefined;
  private worker: Worker | undefined;

  constructor(
    private readonly dump: string,
    private readonly base: string,
  ) {}

  async answer(query: string, signal: AbortSignal, tell: Tell): Promise<Answer> {
    const report = await this.ask({ query, base: this.base, format: "" }, signal, tell);
    if (!("answer" in report)) throw new Fault("failed", { reason: "?" });
    return report.answer;
  }

  async written(query: string, format: string, signal: AbortSignal, tell: Tell): Promise<string> {
    const report = await this.ask({ query, base: this.base, format }, signal, tell);
    if (!("text" in report)) throw new Fault("failed", { reason: "?" });
    return report.text;
  }

  private async ask(question: Question, signal: AbortSignal, tell: Tell): Promise<Report> {
    refuseUpdate(question.query);
    refuseService(question.query);
    if (!this.worker) {
      this.files ??= await this.fetchFiles(signal, tell);
      tell("loading");
      this.worker = new Worker(new URL("query-worker.js", import.meta.url), { type: "module" });
      await this.send(this.files, signal);
    }
    tell("asking");
    return this.send(question, signal);
  }

  /** Hand the worker an order and wait for its report. A worker that failed or was stopped is ended. */
  private send(order: Order, signal: AbortSignal): Promise<Report> {
    const worker = this.worker;
    if (!worker) throw new Error("no worker");
    const answered = new AbortController();
    return new Promise<Report>((resolve, reject) => {
      const end = (reason: Error) => {
        worker.terminate();
        this.worker = undefined;
        reject(reason);
      };
      const once = { signal: answered.signal };
      signal.addEventListener(
        "abort",
        () => {
          end(signal.reason as Error);
        },
        once,
      );
      worker.addEventListener(
        "error",
        (event) => {
          end(new Fault("failed", { reason: event.message }));
        },
        once,
      );
      worker.addEventListener(
        "message",
        ({ data }: MessageEvent<Report>) => {
          if (!("fault" in data)) resolve(data);
          else if ("query" in order) reject(new AggregateError(faultOf(order.query, data.fault)));
          else end(new Fault("failed", { reason: data.fault }));
        },
        once,
      );
      if (signal.aborted) end(signal.reason as Error);
      else worker.postMessage(order);
    }).finally(() => {
      answered.abort();
    });
  }

  private async fetchFiles(signal: AbortSignal, tell: Tell): Promise<{ engine: Blob; dump: Blob }> {
    const parts: { loaded: number; total: number | undefined }[] = [];
    const one = (address: string | URL) => {
      const part = { loaded: 0, total: undefined as number | undefined };
      parts.push(part);
      return fetchWhole(address, signal, (loaded, total) => {
        Object.assign(part, { loaded, total });
        const totals = parts.map((known) => known.total ?? NaN).reduce((a, b) => a + b, 0);
        tell({ loaded: parts.reduce((sum, known) => sum + known.loaded, 0), total: totals || undefined });
      });
    };
    const packed = "DecompressionStream" in globalThis ? ".gz" : "";
    const [engine, dump] = await Promise.all([
      one(new URL("oxigraph.wasm", import.meta.url)),
      one(`${this.dump}${packed}`),
    ]);
    return { engine, dump };
  }
}

/** A file as a whole, told of piece by piece; its size is not known where the server packs it on its way. */
async function fetchWhole(
  address: string | URL,
  signal: AbortSignal,
  tell: (loaded: number, total: number | undefined) => void,
): Promise<Blob> {
  const response = await fetch(address, { signal }).catch((reason: unknown) => {
    throw signal.aborted ? reason : new Fault("unfetched", { address: String(address) });
  });
  if (!response.ok || !response.body) throw new Fault("unfetched", { address: String(address) });
  const isCoded = response.headers.has("content-encoding");
  const total = isCoded ? undefined : Number(response.headers.get("content-length")) || undefined;
  const reader = response.body.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    pieces.push(read.value);
    loaded += read.value.length;
    tell(loaded, total);
  }
  return new Blob(pieces);
}

const LONGEST_REASON = 600; // characters of a server's sentence

/** Asks a SPARQL endpoint (SPARQL 1.1 Protocol, section 2.1.2). */
export class AtEndpoint implements Source {
  constructor(private readonly address: string) {}

  async answer(query: string, signal: AbortSignal, tell: Tell): Promise<Answer> {
    const text = await this.written(query, mediaType(query), signal, tell);
    try {
      return digest(text, query);
    } catch (fault) {
      throw new Fault("failed", { reason: String(fault) });
    }
  }

  async written(query: string, format: string, signal: AbortSignal, tell: Tell): Promise<string> {
    refuseUpdate(query);
    tell("asking");
    const response = await fetch(this.address, {
      method: "POST",
      headers: { accept: format },
      body: new URLSearchParams({ query }),
      signal,
    }).catch((reason: unknown) => {
      throw signal.aborted ? reason : new Fault("unfetched", { address: this.address });
    });
    const text = await response.text();
    if (!response.ok) throw new Fault("failed", { reason: text.trim().slice(0, LONGEST_REASON) });
    return text;
  }
}
