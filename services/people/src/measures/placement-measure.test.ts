import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { body, createBodies, person, viewers } from "../../test/bodies.ts";
import { memberships, persons, placements, posts } from "../db/tables.ts";

const document = `query ($by: [PlacementMeasureDimension!]!) { placementMeasures(groupBy: $by) {
  suppressed rows { place { name } month recommended accepted suppressed } } }`;
const at = (date: string) => new Date(`${date}T00:00:00+08:00`);

test("how many recommendations became memberships is counted by county and month, few people never (R16)", async () => {
  const w = await createBodies();
  /** People recommended at an instant, so many of whom were accepted. */
  async function recommend(recommendedAt: Date, accepted: number, others: number) {
    for (let index = 0; index < accepted + others; index++) {
      const [personId, postId, membershipId] = [uuidv7(), uuidv7(), uuidv7()];
      await w.db.insert(persons).values({ id: personId, name: "某某" });
      await w.db.insert(posts).values({ id: postId, organizationId: body.property, title: "管家" });
      const made = { id: uuidv7(), personId, postId, recommendedBy: person.worker, recommendedAt };
      if (index >= accepted) await w.db.insert(placements).values(made);
      else {
        await w.db.insert(memberships).values({ id: membershipId, personId, postId, startsOn: "2026-11-01" });
        const closed = { closedBy: person.stranger, closedAt: recommendedAt, agreedAt: recommendedAt };
        await w.db.insert(placements).values({ ...made, ...closed, state: "ACCEPTED", membershipId });
      }
    }
  }
  await recommend(at("2026-10-31"), 5, 6);
  // The last instant of October belongs to it, in the business zone.
  await recommend(new Date(+at("2026-11-01") - 1), 1, 0);
  await recommend(at("2026-11-01"), 5, 2);

  const ask = async (by: string[], viewer: (typeof viewers)["worker"] | null = viewers.analyst) => {
    const { data, errors } = await w.execute(document, { by }, viewer);
    return errors?.[0]?.extensions.code ?? data.placementMeasures;
  };
  const none = { place: null, month: null };
  const october = { ...none, recommended: 12, accepted: 6, suppressed: false };
  expect(await ask(["MONTH"])).toEqual({
    suppressed: true,
    rows: [
      { ...october, month: "2026-10" },
      // Of November two were not accepted: too few to be told apart from the others.
      { ...none, month: "2026-11", recommended: null, accepted: null, suppressed: true },
    ],
  });
  const total = { ...october, suppressed: true };
  expect(await ask([])).toEqual({ suppressed: true, rows: [total] });
  expect(await ask(["PLACE"])).toEqual({ suppressed: true, rows: [{ ...total, place: { name: "文山市" } }] });
  for (const viewer of [null, viewers.worker, viewers.admin, viewers.resident])
    expect(await ask([], viewer)).toBe("NOT_ALLOWED");
});
