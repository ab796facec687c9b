import type { SubgraphAnswer } from "@linli/query-execution";
import type { SourceLocation } from "graphql";

type AnswerError = {
  message: string;
  path?: (string | number)[];
  locations?: SourceLocation[];
  extensions?: { code: string };
};

/** A GraphQL answer whose errors tell only what may be shown: never a stack, a status or a body. */
export type GraphQLAnswer = Pick<SubgraphAnswer, "data"> & { errors?: AnswerError[] };

/**
 * Reads a service's answer; undefined when it is no GraphQL answer. By hand: a schema library would copy each answer whole.
 */
export function readAnswer(body: unknown): GraphQLAnswer | undefined {
  if (!isRecord(body)) return undefined;
  const { data, errors } = body;
  if (data !== undefined && data !== null && !isRecord(data)) return undefined;
  if (errors === undefined) return data === undefined ? undefined : { data };
  if (!Array.isArray(errors) || (data === undefined && errors.length === 0)) return undefined;
  const read: AnswerError[] = [];
  for (const error of errors as unknown[]) {
    if (!isRecord(error) || typeof error["message"] !== "string") return undefined;
    const { message, path, locations, extensions } = error;
    read.push({
      message,
      ...(isPath(path) && { path }),
      ...(isLocations(locations) && { locations }),
      ...(isRecord(extensions) &&
        typeof extensions["code"] === "string" && { extensions: { code: extensions["code"] } }),
    });
  }
  return { data, errors: read };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPath(value: unknown): value is (string | number)[] {
  return Array.isArray(value) && value.every((step) => typeof step === "string" || typeof step === "number");
}

function isLocations(value: unknown): value is SourceLocation[] {
  return (
    Array.isArray(value) &&
    value.every(
      (each) => isRecord(each) && typeof each["line"] === "number" && typeof each["column"] === "number",
    )
  );
}
