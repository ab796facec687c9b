import { insertAll } from "@linli/database";
import { disclosures as demoDisclosures, fixedId } from "@linli/demo-world";
import { appendReadings } from "../src/audit/audit.store.ts";
import { disclosures } from "../src/db/tables.ts";
import { opening } from "../src/disclosures/disclosure.rules.ts";
import type { Part } from "./seeding.ts";

const [minute, hour] = [60_000, 3_600_000];

/** Requests to see people's data, and what was read by them: the first entries of the audit log. */
export const layOutDisclosures: Part = async ({ tx, today, policies }) => {
  const asked = demoDisclosures.map((each) => ({
    ...each,
    askedAt: new Date(+today - each.hoursAgo * hour),
  }));
  const requests = await insertAll(
    tx,
    disclosures,
    asked.map(({ reads, hoursAgo: _hoursAgo, ...request }) => ({
      ...request,
      ...(reads && opening(request.askedAt, policies.disclosureMinutes)),
    })),
  );
  const readings = asked.flatMap(({ id, askedBy, askedAt, reads = [], personId, dataClass, role, scope }) =>
    reads.map(({ afterMinutes, fields }) => ({
      id: fixedId(`reading:${id}:${afterMinutes}`),
      at: new Date(+askedAt + afterMinutes * minute),
      readerId: askedBy,
      role,
      scope,
      personId,
      dataClass,
      fields,
      disclosureId: id,
      requestId: null,
    })),
  );
  await appendReadings(tx, readings);
  return { 查看申请: requests, 访问记录: readings.length };
};
