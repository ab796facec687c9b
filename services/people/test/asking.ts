import type { Viewer } from "@linli/passport";
import type { Result } from "@linli/testing";
import { expect } from "vitest";

type Asked = { execute(document: string, variables?: object, viewer?: Viewer | null): Promise<Result> };

/** Asks a mutation that takes `input` and gives its answer, with the fields of `found` where it did what was asked. */
export const mutation =
  (h: Asked, name: string, { args, found }: { args: Record<string, string>; found: string }) =>
  async (variables: object, viewer: Viewer | null) => {
    const declared = Object.entries(args).map(([arg, type]) => `$${arg}: ${type}`);
    const passed = Object.keys(args).map((arg) => `${arg}: $${arg}`);
    const { data, errors } = await h.execute(
      `mutation (${declared.join(", ")}) { ${name}(${passed.join(", ")}) {
        __typename ${found} ... on UserError { code ... on InvalidInput { problems { path } } } } }`,
      variables,
      viewer,
    );
    expect(errors).toBeUndefined();
    return data[name];
  };
