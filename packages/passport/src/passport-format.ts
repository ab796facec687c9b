import { z } from "zod";
import { viewerClaims } from "./viewer.ts";

/** How a passport is marked, so that no other token signed with the same key can pass for one. */
export const passportFormat = {
  alg: "EdDSA",
  typ: "passport+jwt",
  issuer: "linli:gateway",
  audience: "linli:services",
};

/** A part of a JWT. */
export const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** The first part of every passport. */
export const passportHeader = encode({ alg: passportFormat.alg, typ: passportFormat.typ });

/** Seconds that a passport is good for. */
export const lifetime = 60;

/**
 * Whom a passport speaks for: a person, nobody in particular (`null`, a visitor), or the gateway itself, which may
 * ask `people` who a signed-in subject is.
 */
export const bearer = z.union([viewerClaims, z.literal("gateway"), z.null()]);
export type Bearer = z.infer<typeof bearer>;
