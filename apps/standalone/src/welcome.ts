import { demoPersonas } from "@linli/identity";
import type { Config } from "./config.ts";
import type { Graph } from "./graph.ts";
import { logFile } from "./platform.ts";
import { servicePort } from "./ports.ts";
import { serviceNames } from "./service-names.ts";

/** What a newcomer needs first: where everything is, who to be and what to ask. */
export function welcome({ url, issuer }: Graph, { port, dataDir }: Config): string {
  const environment = port === 4000 ? "" : `PORT=${port} `;
  const services = serviceNames.map((name) => `${name} ${servicePort(port, name)}`).join(" · ");
  return `
Addresses
  graph       ${url}/graphql
  sign-in     ${issuer}
  readiness   ${url}/ready
  services    ${services} (127.0.0.1)
  data        ${dataDir}
  log         ${logFile(dataDir)}

Demo sign-ins
${demoPersonas.map(({ name, label, displayName }) => `  ${name.padEnd(22)}${label} · ${displayName}`).join("\n")}

A first query
  curl -s ${url}/graphql -H 'content-type: application/json' \\
    -d '{"query":"{ pilots { startedOn place { id name kind } } }"}'

The same graph as a resident sees it
  TOKEN=$(${environment}npx -y pnpm@12.21.0 --silent run token resident)
  curl -s ${url}/graphql -H 'content-type: application/json' -H "authorization: Bearer $TOKEN" \\
    -d '{"query":"{ viewer { person { name residences { place { name } } } grants { role } } }"}'

Ctrl-C stops everything.
`;
}
