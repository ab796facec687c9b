import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGraph, type TestGraph } from "./test/graph.ts";

const executablePath = "/usr/bin/chromium";
const hasBrowser = existsSync(executablePath);
if (!hasBrowser) console.log(`There is no ${executablePath}: the explorer is not looked at.`);

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.stop());

test("the page comes from here alone, and may load nothing from elsewhere", { timeout: 60_000 }, async () => {
  const page = await fetch(`${graph.url}/explorer`);
  const html = await page.text();
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  const links = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, link]) => link!);
  expect(links).toHaveLength(2);
  for (const link of links) {
    const response = await fetch(graph.url + link);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toContain("immutable");
  }
  expect((await fetch(`${graph.url}/explorer/none/page.js`)).status).toBe(404);
  expect((await fetch(`${graph.url}/explorer`, { method: "POST" })).status).toBe(405);
});

test.skipIf(!hasBrowser)(
  "a person signs in on it and asks as that person",
  { timeout: 120_000 },
  async () => {
    await using browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    const [hosts, complaints] = [new Set<string>(), [] as string[]];
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    page.on("pageerror", (error) => complaints.push(error.message));
    const answer = page.locator(".result-window");

    await page.goto(`${graph.url}/explorer`);
    await page.getByRole("button", { name: /Execute query/ }).click();
    await answer.getByText("盛世盘龙小区").first().waitFor();

    await page.getByRole("button", { name: "登录" }).click();
    await page.locator('button[value="resident"]').click();
    await page.getByRole("button", { name: "退出" }).waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.locator(".graphiql-query-editor .monaco-editor").first().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("{ viewer { person { name");
    // Proposals may lie over the button.
    await page.keyboard.press("Control+Enter");
    await answer.getByText("viewer").first().waitFor();

    const screenshot = process.env["EXPLORER_SCREENSHOT"];
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
    await page.getByRole("button", { name: "退出" }).click();
    await page.getByRole("button", { name: "登录" }).waitFor();
    expect(hosts).toEqual(new Set([new URL(graph.url).host]));
    expect(complaints).toEqual([]);
  },
);
