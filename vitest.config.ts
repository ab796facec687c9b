import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

const fromSubgraph = createRequire(new URL("packages/subgraph/package.json", import.meta.url));

export default defineConfig({
  resolve: {
    // Vite would take index.mjs where Node, for Pothos and Apollo, takes index.js: two copies, "another module or realm".
    alias: [{ find: /^graphql$/, replacement: fromSubgraph.resolve("graphql") }],
  },
  test: {
    include: ["**/*.test.ts"],
    globalSetup: "packages/testing/src/run.global-setup.ts",
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    // Each file would load services anew, which took as long as the tests themselves. So no test leaves a module changed.
    isolate: false,
  },
});
