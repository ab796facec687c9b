import { uuidv7 } from "@linli/kernel";
import { desc } from "drizzle-orm";
import { expect, test } from "vitest";
import { as, createHarness, noon, person } from "../../test/harness.ts";
import { disclosures } from "../db/tables.ts";
import { cleared } from "./data-request.rules.ts";

test("with the account, what others may see in clear closes, and what they have only asked for is gone", async () => {
  const h = await createHarness();
  const asked = {
    personId: person.resident,
    askedBy: person.worker,
    askedAt: noon,
    role: "COMMUNITY_WORKER",
    reason: "李晓梅要改门牌",
    dataClass: "C2" as const,
  };
  const [waiting, open, over] = [uuidv7(), uuidv7(), uuidv7()];
  const minutes = (count: number) => new Date(+noon + count * 60_000);
  await h.db.insert(disclosures).values([
    { ...asked, id: waiting, dataClass: "C3" },
    { ...asked, id: open, openedAt: minutes(-5), openUntil: minutes(25) },
    { ...asked, id: over, openedAt: minutes(-50), openUntil: minutes(-20) },
  ]);
  await h.execute(
    `mutation { deleteMyAccount(confirmation: "注销账号") { __typename } }`,
    {},
    as(person.resident),
  );
  expect(await h.db.select().from(disclosures).orderBy(desc(disclosures.openedAt))).toMatchObject([
    { id: open, openUntil: noon, reason: cleared },
    { id: over, openUntil: minutes(-20), reason: cleared },
  ]);
});
