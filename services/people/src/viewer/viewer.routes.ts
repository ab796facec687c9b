import type { ServiceDefinition } from "@linli/subgraph";
import { z } from "zod";
import type { relations } from "../db/relations.ts";
import { viewerOf } from "./viewer.actions.ts";

/** Text as PostgreSQL can hold it: without NUL. */
const text = z.string().regex(/^[^\0]+$/);
const question = z.object({ issuer: text.max(500), subject: text.max(255) });

/** `POST /viewer`, for the gateway alone: who a signed-in subject is. Not in the graph, which anybody may ask. */
export const viewerRoutes: NonNullable<ServiceDefinition<typeof relations>["routes"]> = (
  app,
  { db, now, bearerOf },
) => {
  app.post("/viewer", async (request, reply) => {
    if (bearerOf(request.headers) !== "gateway")
      return reply.code(403).send({ error: "For the gateway only." });
    const asked = question.safeParse(request.body);
    if (!asked.success) return reply.code(400).send({ error: "Send { issuer, subject }." });
    return { viewer: await viewerOf({ db, now }, asked.data) };
  });
};
