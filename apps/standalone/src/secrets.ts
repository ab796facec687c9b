import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createIdentityKeys } from "@linli/identity";
import { createPassportKeys } from "@linli/passport";
import { z } from "zod";

const publicKey = z.looseObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() });

const secrets = z.object({
  /** The gateway signs passports with it, services verify them. */
  passport: z.object({ public: publicKey, private: publicKey.extend({ d: z.string() }) }),
  /** Identity numbers and posted codes are kept as hashes under it. */
  peopleSecret: z.string().min(43),
  /** Coupon codes are derived from it. */
  couponSecret: z.string().min(43),
  identity: z.object({
    jwks: z.object({
      keys: z.array(z.looseObject({ kty: z.string(), kid: z.string(), d: z.string() })).min(1),
    }),
    cookieKeys: z.array(z.string().min(32)).min(1),
  }),
});

export type Secrets = z.infer<typeof secrets>;

export async function createSecrets(): Promise<Secrets> {
  return secrets.parse({
    passport: await createPassportKeys(),
    peopleSecret: randomSecret(),
    couponSecret: randomSecret(),
    identity: await createIdentityKeys(),
  });
}

const randomSecret = () => randomBytes(32).toString("base64url");

/** The secrets of a data folder: made the first time, the same ever after. Whoever calls owns the folder. */
export async function keepSecrets(file: string): Promise<Secrets> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return write(file, await createSecrets());
  const kept = parse(text);
  const parsed = secrets.safeParse(kept);
  if (parsed.success) return parsed.data;
  // Data folders that are older than this secret get it now.
  const completed = secrets.safeParse({ peopleSecret: randomSecret(), ...Object(kept) });
  if (completed.success) return write(file, completed.data);
  // Without zod's own words: they might quote a secret.
  const where = [...new Set(parsed.error.issues.map(({ path }) => path.join(".") || "its whole text"))];
  throw new Error(
    `${file} is garbled (${where.join(", ")}): restore it, or delete it, which ends all sign-ins and makes all coupon codes void.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All or nothing, should the process be killed meanwhile. */
async function write(file: string, made: Secrets): Promise<Secrets> {
  await writeFile(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}
