import { createServiceHarness, personalDataGaps } from "@linli/testing";
import { expect, test } from "vitest";
import { merchants } from "../service.ts";
import { personalData } from "./personal-data.store.ts";

test("each table and column that can tell of a person is in the register of personal data", async () => {
  const h = await createServiceHarness(merchants({ couponSecret: "a secret for tests" }));
  expect(await personalDataGaps(h.db, personalData)).toEqual([]);
});
