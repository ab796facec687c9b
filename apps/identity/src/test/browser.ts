type Page = { url: string; status: number; headers: Headers; html: string };

/** What a browser does on the way through a sign-in: it keeps cookies by path, follows redirects and sends forms. */
export function browser() {
  const cookies = new Map<string, { name: string; value: string; path: string }>();

  function keep(response: Response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const name = pair.slice(0, pair.indexOf("="));
      const value = pair.slice(name.length + 1);
      const path = attributes.find((attribute) => attribute.startsWith("path="))?.slice(5) ?? "/";
      if (value === "") cookies.delete(`${path} ${name}`);
      else cookies.set(`${path} ${name}`, { name, value, path });
    }
  }

  /** Follows redirects until a page, or until one leaves for `stopAt`. */
  async function visit(
    url: string,
    { form, stopAt }: { form?: Record<string, string>; stopAt?: string } = {},
  ): Promise<Page> {
    if (stopAt && url.startsWith(stopAt)) return { url, status: 0, headers: new Headers(), html: "" };
    const { pathname } = new URL(url);
    const sent = [...cookies.values()].filter(({ path }) => pathname.startsWith(path));
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: sent.map(({ name, value }) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    keep(response);
    const location = response.headers.get("location");
    if (location) return visit(new URL(location, url).href, { ...(stopAt && { stopAt }) });
    return { url, status: response.status, headers: response.headers, html: await response.text() };
  }

  return { visit };
}
