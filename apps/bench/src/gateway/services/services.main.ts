import { type Answerer, type Counts, noCounts, serveCounted } from "./counting-server.ts";

/** What the benchmark hears from its services. */
export type FromServices =
  | { kind: "report"; line: string }
  | { kind: "serving"; urls: Record<string, string> }
  | { kind: "counts"; counts: Counts };

/** `services.main.ts FAMILY DATA_DIR`: a child of the benchmark, on the other core. */
const [family, dataDir = ""] = process.argv.slice(2);
const send = (message: FromServices) => void process.send?.(message);

async function answerersOf(): Promise<Record<string, Answerer>> {
  if (family === "storefront") {
    const { storefrontServices } = await import("./storefront-services.ts");
    return storefrontServices();
  }
  const { productServices } = await import("./product-services.ts");
  return productServices(dataDir, {
    live: family === "product-live",
    report: (line) => send({ kind: "report", line }),
  });
}

const answerers = await answerersOf();
const counts = noCounts();
const urls: Record<string, string> = {};
for (const [name, answer] of Object.entries(answerers)) urls[name] = await serveCounted(answer, counts);

process.on("message", () => send({ kind: "counts", counts }));
// PostgreSQL notices by itself that this process is gone.
process.on("disconnect", () => process.exit());
send({ kind: "serving", urls });
