// The map of a stored question's answer, which its page holds.
import "../atlas/atlas.css";
import { drawAtlas } from "../atlas/atlas";
import type { Marks } from "../atlas/marks";
import { byId, held } from "../shared/dom";

await drawAtlas(byId("atlas"), held("marks") as Marks);
