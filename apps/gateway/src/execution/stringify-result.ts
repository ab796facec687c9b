import { JsonData } from "@linli/query-execution";
import type { FormattedExecutionResult } from "graphql";

/** Writes an answer whose data, in most cases, is already written. Errors stand first, as GraphQL advises. */
export function stringifyResult({ errors, data, extensions }: FormattedExecutionResult): string {
  const parts = [
    errors && `"errors":${JSON.stringify(errors)}`,
    data !== undefined && `"data":${data instanceof JsonData ? data.json : JSON.stringify(data)}`,
    extensions && `"extensions":${JSON.stringify(extensions)}`,
  ];
  return `{${parts.filter((part) => part).join(",")}}\n`;
}
