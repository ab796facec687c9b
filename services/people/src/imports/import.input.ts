import { idempotencyKey } from "@linli/subgraph";
import { z } from "zod";

/** Characters of a file that comes with a request, in base64: 150,000 bytes. The command takes files of any size. */
const longestFile = 200_000;

const file = z
  .string()
  .max(longestFile, "must be at most 150,000 bytes; larger files are imported by the command")
  .pipe(z.base64("must be base64"))
  .transform((text) => new Uint8Array(Buffer.from(text, "base64")));

export const previewedFile = z.object({ file });
export const importedFile = z.object({ file, idempotencyKey });
