import type { RequestListener, ServerResponse } from "node:http";
import { extname } from "node:path";
import { type Bundle, bundle } from "./bundle.ts";

export type ExplorerOptions = {
  /** Below which path it is served. */
  path: string;
  /** By which OpenID issuer people sign in, and as which of its clients; without it nobody does. */
  signIn?: { issuer: string; clientId: string } | undefined;
};

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ttf": "font/ttf",
};

/**
 * Serves the page. It is for everybody to load, since it knows nothing: what it shows is what the gateway answers to
 * whoever signs in on it.
 */
export function explorer({ path, signIn }: ExplorerOptions): RequestListener {
  let bundled: Promise<Bundle> | undefined;
  return async ({ method, url = "" }, response) => {
    if (method !== "GET" && method !== "HEAD") return end(response, 405);
    const asked = new URL(url, "http://localhost").pathname.slice(path.length).replace(/^\//, "");
    try {
      bundled ??= bundle();
      const { version, files } = await bundled;
      if (asked === "")
        return end(response, 200, html({ path, version, signIn }), pageHeaders(signIn?.issuer));
      const [folder, name = ""] = asked.split("/");
      const file = folder === version ? files.get(name) : undefined;
      const type = types[extname(name)];
      if (!file || type === undefined) return end(response, 404);
      // Its path changes with it.
      return end(response, 200, file, {
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
      });
    } catch (error) {
      bundled = undefined;
      console.error("The explorer could not be bundled:", error instanceof Error ? error.message : error);
      return end(response, 500);
    }
  };
}

function end(response: ServerResponse, status: number, body?: string | Buffer, headers = {}): void {
  response.writeHead(status, headers).end(body);
}

/** Everything comes from here, except what the issuer is asked. */
const pageHeaders = (issuer?: string) => ({
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-cache",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    // The editor writes its colours into style elements.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${issuer === undefined ? "" : ` ${new URL(issuer).origin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
});

function html({ path, version, signIn }: ExplorerOptions & { version: string }): string {
  const assets = `${path}/${version}`;
  const settings = JSON.stringify({ assets, ...signIn }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <title>邻里 · Explorer</title>
    <link rel="stylesheet" href="${assets}/page.css" />
    <script id="settings" type="application/json">${settings}</script>
    <script type="module" src="${assets}/page.js"></script>
  </head>
  <body>
    <div id="explorer"></div>
  </body>
</html>
`;
}
