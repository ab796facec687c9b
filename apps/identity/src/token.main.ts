import { parseArgs } from "node:util";
import { persona, personaNames, personas, verifiedResidents } from "@linli/demo-world";
import { readTokenConfig } from "./config.ts";
import { personaToken, personTokens } from "./persona-token.ts";

const usage = "Usage: token PERSONA | token --list | token --residents N";

/** What the `token` verb prints: bearer tokens of the running platform and nothing else, or the names that it takes. */
async function run(args: string[]): Promise<string[]> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { list: { type: "boolean" }, residents: { type: "string" } },
  });
  if (values.list) return personas.map(({ name, label, hint }) => `${name.padEnd(22)}${label}：${hint}`);

  const { issuer } = readTokenConfig(process.env);
  if (values.residents !== undefined) return personTokens(issuer, residents(values.residents));

  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Error(usage);
  if (!persona(name))
    throw new Error(`There is no persona "${name}". There are: ${personaNames.join(", ")}.`);
  return [await personaToken(issuer, { persona: name })];
}

function residents(count: string): string[] {
  const all = verifiedResidents("panlong").map(({ id }) => id);
  const wanted = /^\d+$/.test(count) ? Number(count) : 0;
  if (wanted < 1) throw new Error(`--residents takes a number from 1 to ${all.length}, not "${count}".`);
  if (wanted > all.length) {
    throw new Error(
      `--residents ${wanted} is too many: 盛世盘龙小区 has ${all.length} verified residents, so ${all.length} is the maximum.`,
    );
  }
  return all.slice(0, wanted);
}

try {
  const lines = await run(process.argv.slice(2));
  process.stdout.write(`${lines.join("\n")}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
