import { storableText } from "@linli/subgraph";
import { z } from "zod";
import { roomNumber } from "../households/household.rules.ts";
import { tenures } from "./residence.rules.ts";

const room = storableText.max(40).transform(roomNumber).pipe(z.string().min(1, "say which door").max(20));

/** A home as it is reported; the building is looked for apart. */
export const reportedHome = (today: string) =>
  z.object({
    room,
    tenure: z.enum(tenures),
    since: z.iso
      .date()
      .refine((date) => date >= "1900-01-01" && date <= today, "must be a day from 1900 until today"),
  });
