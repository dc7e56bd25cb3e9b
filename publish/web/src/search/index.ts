// The search page. What it needs is only loaded when something is sought or the field is entered.
import { byId, held, one } from "../shared/dom";
import { read, write, type Search } from "./address";
import { load } from "./data";
import { Engine } from "./engine";
import "./search.css";
import { Filters, Results, type Places, type Texts } from "./view";

const PAUSE = 150; // milliseconds without a key before the list changes
const WIDE = "(min-width: 56rem)"; // as in search.css

class SearchPage {
  private readonly texts = held("search-texts") as Texts & {
    failed: string;
    loading: string;
  };
  private readonly form = one("#search-form", HTMLFormElement);
  private readonly field = one("#search-field", HTMLInputElement);
  private readonly places: Places = {
    count: byId("search-count"),
    results: byId("search-results"),
    more: one("#search-more", HTMLButtonElement),
    near: byId("search-near"),
    filters: byId("search-filters"),
    lists: byId("search-lists"),
    clear: one("#search-clear", HTMLButtonElement),
  };
  private ready: Promise<(search: Search) => void> | undefined;
  private filters: Filters | undefined;

  start(): void {
    byId("search-without").hidden = true;
    byId("search-with").hidden = false;
    const wide = matchMedia(WIDE);
    const unfold = () => {
      one("#search-narrow", HTMLDetailsElement).open = wide.matches;
    };
    unfold();
    wide.addEventListener("change", unfold);
    this.field.addEventListener("focus", () => {
      if (byId("search-found").hidden) this.seek("replace");
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.seek("push");
    });
    let pause = 0;
    this.field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        this.seek("replace");
      }, PAUSE);
    });
    addEventListener("popstate", () => {
      this.restore();
    });
    this.restore();
  }

  /** Show the search that the address asks for. */
  private restore(): void {
    const search = read(location.search);
    this.field.value = search?.query ?? "";
    if (search) void this.show(search);
    else if (this.ready) void this.show({ query: "", chosen: new Map() });
  }

  /** Show what the page asks for now, and say so in the address. */
  private seek(how: "push" | "replace"): void {
    const search = {
      query: this.field.value.trim(),
      chosen: this.filters?.chosen ?? read(location.search)?.chosen ?? new Map(),
    };
    const address = `${location.pathname}${write(search)}`;
    if (write(search) !== location.search) {
      if (how === "push") history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    }
    void this.show(search);
  }

  private async show(search: Search): Promise<void> {
    const show = await this.prepared();
    // What was asked for while the files were on their way goes before.
    if (search.query === this.field.value.trim()) show(search);
  }

  private prepared(): Promise<(search: Search) => void> {
    this.ready ??= this.prepare().catch((fault: unknown) => {
      console.error(fault);
      this.places.count.textContent = this.texts.failed;
      this.ready = undefined; // the next attempt may do better
      return () => undefined;
    });
    return this.ready;
  }

  /** Load and index all; gives what shows a search. */
  private async prepare(): Promise<(search: Search) => void> {
    const language = document.documentElement.lang;
    const { suffix = "", top = "" } = this.form.dataset;
    this.places.count.textContent = this.texts.loading;
    const engine = await Engine.of(await load({ language, suffix, top }, this.texts.year), language);
    const numbers = new Intl.NumberFormat(`${language}-u-nu-latn`); // digits as on all pages
    const results = new Results(this.places, this.texts, numbers);
    const filters = new Filters(this.places, engine.facets, this.texts, numbers, () => {
      this.seek("push");
    });
    this.filters = filters;
    this.places.count.textContent = "";
    return ({ query, chosen }) => {
      filters.choose(chosen);
      const found = engine.find(query, filters.chosen);
      results.show(query, found, found.total === 0 ? engine.nearest(query) : []);
      filters.show(found);
      byId("search-narrow").hidden = found.total === 0 && filters.chosen.size === 0;
      byId("search-found").hidden = false;
    };
  }
}

new SearchPage().start();
