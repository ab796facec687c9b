import { createServer } from "node:http";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { onTestFinished } from "vitest";
import { listen } from "./service.ts";

/** A real OpenID issuer as far as a gateway sees one: discovery, keys and signed tokens. */
export async function startIssuer(alg = "ES256") {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: "one", use: "sig", alg }];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const answers: Record<string, unknown> = {
      "/.well-known/openid-configuration": { issuer, jwks_uri: `${issuer}/jwks` },
      "/jwks": { keys },
    };
    const answer = up.now && answers[request.url ?? ""];
    response
      .writeHead(answer ? 200 : 503, { "content-type": "application/json" })
      .end(JSON.stringify(answer || {}));
  });
  const asked: string[] = [];
  const up = { now: true };
  const issuer = await listen(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });

  /** A token for the subject; claims and header may be bent. */
  const token = (subject: string, claims: JWTPayload = {}, key = privateKey) =>
    new SignJWT({ iss: issuer, aud: "linli", exp: Math.floor(Date.now() / 1000) + 60, ...claims })
      .setProtectedHeader({ alg, typ: "at+jwt", kid: "one" })
      .setSubject(subject)
      .sign(key);
  return { issuer, token, asked, up };
}
