import { partOf } from "@linli/personal-data";
import { personalData } from "./personal-data.store.ts";

/** What projects keeps about the viewer: its part of an export. */
export const ownPart = partOf(personalData);
