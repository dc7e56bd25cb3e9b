// The language switch keeps what the address holds beyond the page: a search, a place on the page.

/** Keep the query and the fragment of the address in the links of `menu`, as they are when a link is used. */
export function keepAddress(menu: HTMLElement): void {
  for (const used of ["focusin", "pointerdown", "click"]) {
    menu.addEventListener(used, () => {
      for (const link of menu.querySelectorAll<HTMLAnchorElement>("a[hreflang]")) {
        link.search = location.search;
        link.hash = location.hash;
      }
    });
  }
}
