// Tabs by the ARIA pattern ("Tabs with automatic activation"): arrows, Home and End move, one tab stop.
import { element } from "../shared/dom";

export interface Tab {
  name: string;
  label: string;
  /** Fills the panel when it is first opened. */
  fill: (panel: HTMLElement) => void | Promise<void>;
}

/** The tabs with their panels; the first is open. One alone needs no tab. */
export function tabs(label: string, all: Tab[]): HTMLElement {
  const list = element("div", { role: "tablist", "aria-label": label });
  const panels = all.map(({ name }) =>
    element("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}` }),
  );
  const buttons = all.map(({ name, label: text }) =>
    element("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` }, text),
  );
  const open = (chosen: number) => {
    all.forEach((tab, place) => {
      const [button, panel] = [buttons[place], panels[place]];
      if (!button || !panel) return;
      button.setAttribute("aria-selected", String(place === chosen));
      button.tabIndex = place === chosen ? 0 : -1;
      panel.hidden = place !== chosen;
      if (place === chosen && !panel.hasChildNodes()) void tab.fill(panel);
    });
  };
  list.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const places: Record<string, number> = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: all.length - 1 };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const chosen = (to + all.length) % all.length;
    open(chosen);
    buttons[chosen]?.focus();
  });
  buttons.forEach((button, place) => {
    button.addEventListener("click", () => {
      open(place);
    });
  });
  list.append(...buttons);
  list.hidden = all.length < 2;
  open(0);
  if (list.hidden)
    for (const panel of panels) for (const name of ["role", "aria-labelledby"]) panel.removeAttribute(name);
  return element("div", { class: "views" }, list, ...panels);
}
