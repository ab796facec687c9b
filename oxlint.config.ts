import { defineConfig } from "oxlint";

/** What a layer may not import. The suffix of a file is its layer. */
const closed = (suffix: string, group: string[], message: string) => ({
  files: [`**/*.${suffix}.ts`],
  rules: {
    "no-restricted-imports": ["error", { patterns: [{ group, message }] }] as ["error", object],
  },
});

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc", "promise"],
  categories: { correctness: "error", suspicious: "warn" },
  rules: {
    "typescript/no-floating-promises": "error",
    "typescript/no-explicit-any": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/require-array-sort-compare": ["error", { ignoreStringArrays: true }],
    // Where a library's types end, an assertion says what we know.
    "typescript/no-unsafe-type-assertion": "off",
    // Spreading a string into its code points is what we mean.
    "typescript/no-misused-spread": "off",
    // Our objects are made of closures: their functions use no `this`.
    "typescript/unbound-method": "off",
    // A short function may stand where it is used; `_entities` is federation's name; imports register types.
    "unicorn/consistent-function-scoping": "off",
    "no-underscore-dangle": "off",
    "import/no-unassigned-import": "off",
    "import/no-named-as-default-member": "off",
    // A parameter that only lets a caller's own type through; a promise that is only waited for; a clock in a loop.
    "typescript/no-unnecessary-type-parameters": "off",
    "promise/always-return": "off",
    "no-unmodified-loop-condition": "off",
    "no-restricted-properties": [
      "error",
      {
        object: "process",
        property: "env",
        message: "Only config.ts reads the environment; main.ts hands it over.",
      },
    ],
  },
  overrides: [
    {
      files: ["**/config.ts", "**/main.ts", "**/*.main.ts", "**/*.test.ts"],
      rules: { "no-restricted-properties": "off" },
    },
    closed(
      "rules",
      [
        "drizzle-orm",
        "drizzle-orm/**",
        "@pothos/**",
        "graphql",
        "graphql/**",
        "*.store.ts",
        "*.actions.ts",
        "*.graphql.ts",
      ],
      "Rules are pure: pass facts in, return a decision.",
    ),
    closed(
      "errors",
      [
        "drizzle-orm",
        "drizzle-orm/**",
        "@pothos/**",
        "graphql",
        "graphql/**",
        "*.store.ts",
        "*.actions.ts",
        "*.graphql.ts",
      ],
      "A refusal is plain data: it knows no layer.",
    ),
    closed(
      "table",
      ["@pothos/**", "graphql", "graphql/**", "*.store.ts", "*.actions.ts", "*.graphql.ts"],
      "A table knows only tables.",
    ),
    closed(
      "store",
      ["@pothos/**", "graphql", "graphql/**", "*.actions.ts", "*.graphql.ts"],
      "A store knows tables, not callers.",
    ),
    closed(
      "actions",
      ["@pothos/**", "graphql", "graphql/**", "*.graphql.ts"],
      "An action can be called without GraphQL.",
    ),
    closed(
      "projection",
      ["@pothos/**", "graphql", "graphql/**", "*.actions.ts", "*.graphql.ts"],
      "A projection knows stores and events.",
    ),
    closed(
      "graphql",
      ["drizzle-orm", "drizzle-orm/**", "*.store.ts"],
      "A schema file reads through Pothos and writes through actions.",
    ),
  ],
});
