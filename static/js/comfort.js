// Comforts only: every page does its whole work without this file.

import { closeMenus } from "./menus.js";
import { followContents } from "./contents.js";
import { guardSending } from "./sending.js";
import { offerPrinting } from "./printing.js";
import { offerCalendars } from "./dates.js";
import { openDropZones } from "./drop_zone.js";
import { reachSearch } from "./search_key.js";
import { freeFittingTables } from "./tables.js";
import { showObjections } from "./objections.js";

reachSearch();
closeMenus();
showObjections();
guardSending();
openDropZones();
followContents();
offerCalendars();
offerPrinting();
freeFittingTables();
