// What every page can do where scripts run; no page needs it.
import { offerCopies } from "./copy";

offerCopies(document);
