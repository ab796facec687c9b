import { uuidv7 } from "@linli/kernel";
import type { Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { DataClass } from "./audit.rules.ts";
import { appendReadings } from "./audit.store.ts";

/** Some fields of one person, read in clear by one right. */
export type Disclosed = Right & {
  personId: string;
  dataClass: DataClass;
  field: string;
  disclosureId: string | null;
};

type Noted = Disclosed & { fields: Set<string> };
const readings = new WeakMap<object, Map<string, Noted>>();

/** Notes that this request shows the viewer a field of somebody else in clear. It is logged before the answer leaves. */
export function noteReading(context: Context, disclosed: Disclosed): void {
  const noted = readings.get(context) ?? new Map<string, Noted>();
  readings.set(context, noted);
  const before = noted.get(disclosed.personId);
  const fields = (before?.fields ?? new Set<string>()).add(disclosed.field);
  // One entry for a person: it says the more sensitive of what was read.
  const graver = before?.dataClass === "C3" ? before : disclosed;
  noted.set(disclosed.personId, { ...graver, fields });
}

/** Writes what the request read in clear into the audit log: once for each person. Where it fails nothing is shown. */
export async function logReadings(context: Context): Promise<void> {
  const noted = readings.get(context);
  const { db, now, viewer, requestId } = context;
  if (!noted || !viewer) return;
  readings.delete(context);
  const at = now();
  await appendReadings(
    db,
    [...noted.values()].map(({ role, scope, personId, dataClass, fields, disclosureId }) => ({
      id: uuidv7(+at),
      at,
      readerId: viewer.person,
      role,
      scope,
      personId,
      dataClass,
      fields: [...fields].toSorted(),
      disclosureId,
      requestId,
    })),
  );
}
