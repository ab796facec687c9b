import { demoIssuer, persona } from "@linli/demo-world";
import { type Bearer, passportIssuer, type Viewer, viewerClaims } from "@linli/passport";
import { startPlatform } from "@linli/standalone";
import { freePorts } from "@linli/testing/free-ports";
import { z } from "zod";
import type { Answerer } from "./counting-server.ts";
import { recorded } from "./recorded.ts";

const known = z.object({ viewer: viewerClaims });

/**
 * The services of the graph over the demo world, on a data folder of their own; each answers itself, or what it has
 * answered once comes from memory. All is answered to one viewer, because the gateways are compared without sign-in: a
 * resident, who also is an analyst.
 */
export async function productServices(
  dataDir: string,
  { live, report }: { live: boolean; report: (line: string) => void },
): Promise<Record<string, Answerer>> {
  const port = await freePorts(5);
  // What tells the time tells each gateway the same one, and the viewer's passport stays valid.
  const started = new Date();
  const now = () => started;
  const platform = await startPlatform({ dataDir, port, logLevel: "error", durable: false, report, now });
  const issue = passportIssuer(platform.secrets.passport.private);

  const post = async (name: keyof typeof platform.services, url: string, body: string, bearer: Bearer) => {
    const { statusCode, rawPayload } = await platform.services[name].app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/json", "linli-passport": issue(bearer, started) },
      payload: body,
    });
    if (statusCode !== 200) throw new Error(`${name} refused ${body}: ${rawPayload.toString("utf8")}`);
    return rawPayload;
  };
  const account = { issuer: demoIssuer, subject: persona("resident")!.personId };
  const answer = await post("people", "/viewer", JSON.stringify(account), "gateway");
  const { viewer: resident } = known.parse(JSON.parse(answer.toString("utf8")));
  const viewer: Viewer = {
    ...resident,
    grants: [...resident.grants, { role: "ANALYST", place: null, organization: null }],
  };
  const service = (name: keyof typeof platform.services): Answerer => {
    const ask = (body: string) => post(name, "/graphql", body, viewer);
    return live ? ask : recorded(ask);
  };
  return {
    people: service("people"),
    projects: service("projects"),
    merchants: service("merchants"),
    meetings: service("meetings"),
  };
}
