import type { Viewer } from "@linli/passport";
import { type Result, startServiceHarness } from "@linli/testing";
import { expect } from "vitest";
import { seed } from "../seed.ts";
import { own, service } from "./harness.ts";

/** The demo world as it is laid out at a moment, for all tests of a file; `clock.at` moves on from there. To be stopped by the file. */
export async function startDemoWorld(now: Date) {
  const clock = { at: now };
  const h = await startServiceHarness(service, { now: () => clock.at });
  const context = { db: h.db, now: () => clock.at, viewer: null, requestId: null, ...own };
  const counts = await seed(own)(context);
  return {
    ...h,
    clock,
    context,
    counts,
    /** The first field of an answer without errors. */
    async ask(document: string, variables: object = {}, viewer: Viewer | null = null) {
      const { data, errors } = await h.execute(document, variables, viewer);
      expect(errors).toBeUndefined();
      return Object.values(data)[0] as Result["data"];
    },
  };
}
