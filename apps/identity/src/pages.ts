import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import type { PersonaAccount } from "./accounts.ts";

const style = readFileSync(new URL("pages.css", import.meta.url), "utf8");
const styleHash = createHash("sha256").update(style).digest("base64");

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]!);

/** Pages load nothing from anywhere, run nothing and are framed by nobody. */
export function setPageHeaders(res: ServerResponse) {
  res.setHeader("cache-control", "no-store");
  res.setHeader(
    "content-security-policy",
    `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`,
  );
  res.setHeader("referrer-policy", "no-referrer");
  res.setHeader("x-content-type-options", "nosniff");
}

const page = (title: string, lead: string, main: string) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 邻里</title>
<style>${style}</style>
</head>
<body>
<header><p class="brand"><span aria-hidden="true">邻</span>邻里</p><h1>${title}</h1><p>${lead}</p></header>
<main>${main}</main>
</body>
</html>
`;

// Of a compound or minority name one character is enough to tell cards apart.
const initial = (name: string) => Array.from(name)[0] ?? "";

/** A line breaks between clauses rather than inside a word, which Chinese text wouldn't show. */
const clauses = (hint: string) =>
  hint
    .split(/(?<=，)/)
    .map((clause) => `<span>${escape(clause)}</span>`)
    .join("");

const card = ({
  name,
  displayName,
  label,
  hint,
}: PersonaAccount) => `<li><button name="persona" value="${escape(name)}">
<span class="avatar" aria-hidden="true">${escape(initial(displayName))}</span>
<span class="who"><strong>${escape(label)}</strong><small>${escape(displayName)}</small><span class="hint">${clauses(hint)}</span></span>
</button></li>`;

export function signInPage(personas: readonly PersonaAccount[], problem?: string): string {
  if (personas.length === 0) return page("登录", "本站点尚未接入账号，暂时无法登录。", "");
  const alert = problem ? `<p role="alert">${escape(problem)}</p>` : "";
  const cards = personas.map(card).join("\n");
  return page(
    "选择一个身份",
    "这是演示环境，人物均为虚构。点一下即可登录，不需要密码。",
    `${alert}<form method="post"><ul>${cards}</ul></form>`,
  );
}

/** `form` is the provider's own, with its protection against forged requests. */
export function signOutPage(form: string): string {
  return page(
    "退出登录",
    "要退出邻里吗？",
    `${form}<div class="actions"><button class="primary" form="op.logoutForm" name="logout" value="yes">退出</button><button form="op.logoutForm">继续使用</button></div>`,
  );
}

export function signedOutPage(): string {
  return page("已退出", "您已安全退出，可以关闭本页。", "");
}

export function errorPage(): string {
  return page("无法登录", "这次登录已失效或请求有误。请回到应用，重新登录一次。", "");
}
