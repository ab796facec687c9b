import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Provider } from "oidc-provider";
import type { PersonaAccount } from "./accounts.ts";
import { errorPage, setPageHeaders, signInPage } from "./pages.ts";

type Handler = (req: IncomingMessage, res: ServerResponse, uid: string) => Promise<void>;

/** The page a person meets on the way into a client: it shows the personas and takes the chosen one. */
export function signIn(provider: Provider, personas: readonly PersonaAccount[]): Handler {
  return async (req, res, uid) => {
    const interaction = await provider.interactionDetails(req, res).catch(() => undefined);
    if (interaction?.uid !== uid) return send(res, 400, errorPage());

    // Our own clients need no consent; one that asks for the question gets its answer at once.
    if (interaction.prompt.name === "consent") return provider.interactionFinished(req, res, { consent: {} });
    if (req.method !== "POST") return send(res, 200, signInPage(personas));

    const name = new URLSearchParams(await smallBody(req)).get("persona");
    const chosen = personas.find((persona) => persona.name === name);
    if (!chosen) return send(res, 400, signInPage(personas, "没有这个身份，请重新选择。"));
    return provider.interactionFinished(req, res, { login: { accountId: chosen.subject } });
  };
}

/** A form of one field; whoever sends more is not our page. */
async function smallBody(req: IncomingMessage): Promise<string> {
  return Number(req.headers["content-length"] ?? Number.POSITIVE_INFINITY) <= 1024 ? text(req) : "";
}

function send(res: ServerResponse, status: number, page: string) {
  setPageHeaders(res);
  res.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page);
}
