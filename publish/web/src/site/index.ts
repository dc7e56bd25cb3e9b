// What every page can do where scripts run; no page needs it.
import { offerCopies } from "./copy";
import { keepAddress } from "./languages";

offerCopies(document);
for (const menu of document.querySelectorAll<HTMLElement>(".languages")) keepAddress(menu);
