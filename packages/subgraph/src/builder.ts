import {
  DomainError,
  IdempotencyKeyReused,
  InvalidInput,
  maxFen,
  NotAllowed,
  NotFound,
  NotSignedIn,
} from "@linli/kernel";
import SchemaBuilder, { type InterfaceRef } from "@pothos/core";
import DirectivesPlugin from "@pothos/plugin-directives";
import DrizzlePlugin from "@pothos/plugin-drizzle";
import ErrorsPlugin from "@pothos/plugin-errors";
import FederationPlugin from "@pothos/plugin-federation";
import RelayPlugin from "@pothos/plugin-relay";
import type { AnyRelations } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { GraphQLError, Kind } from "graphql";
import { GraphQLDateTime, GraphQLJSON, GraphQLLocalDate } from "graphql-scalars";
import { connectionOptions, pageSize } from "./connections.ts";
import type { SubgraphContext } from "./context.ts";

export type SubgraphTypes<Relations extends AnyRelations, Context extends SubgraphContext<Relations>> = {
  Context: Context;
  DrizzleRelations: Relations;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: string; Output: string };
    Fen: { Input: number; Output: number };
    JSON: { Input: unknown; Output: unknown };
  };
  Connection: { totalCount?: number };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
};

export type SubgraphBuilder<
  Relations extends AnyRelations,
  Context extends SubgraphContext<Relations>,
> = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<SubgraphTypes<Relations, Context>>>;

/**
 * A Pothos builder with all that the subgraphs share: scalars, connections, `UserError` and the refusals that any
 * mutation may answer with. `DateTime`, `Date` (`yyyy-mm-dd`) and `Fen` are the same in each.
 */
export function createBuilder<Relations extends AnyRelations, Context extends SubgraphContext<Relations>>(
  relations: Relations,
): {
  builder: SubgraphBuilder<Relations, Context>;
  UserError: InterfaceRef<
    PothosSchemaTypes.ExtendDefaultTypes<SubgraphTypes<Relations, Context>>,
    DomainError,
    DomainError
  >;
} {
  const builder = new SchemaBuilder<SubgraphTypes<AnyRelations, SubgraphContext<AnyRelations>>>({
    defaultFieldNullability: false,
    plugins: [ErrorsPlugin, RelayPlugin, DrizzlePlugin, DirectivesPlugin, FederationPlugin, "connections"],
    drizzle: {
      // The plugin's types fit a database whose relations are concrete; here they are any.
      client: ({ db }) => db as never,
      getTableConfig: getTableConfig as never,
      relations,
      defaultConnectionSize: pageSize.default,
      maxConnectionSize: pageSize.max,
    },
    errors: { directResult: true },
    relay: { ...connectionOptions, nodeQueryOptions: false, nodesQueryOptions: false },
  });

  builder.queryType({ description: "What can be asked (查询)." });
  addScalars(builder);
  const UserError = addUserError(builder);
  // From here on the builder is of this service's relations.
  return {
    builder: builder as unknown as SubgraphBuilder<Relations, Context>,
    UserError: UserError as never,
  };
}

type AnyBuilder = SubgraphBuilder<AnyRelations, SubgraphContext<AnyRelations>>;

function addScalars(builder: AnyBuilder) {
  builder.addScalarType("DateTime", GraphQLDateTime, { description: "An instant, ISO 8601 in UTC (时间)." });
  builder.addScalarType("Date", GraphQLLocalDate, { description: "A calendar date, yyyy-mm-dd (日期)." });
  builder.addScalarType("JSON", GraphQLJSON, { description: "Anything that JSON can say (任意数据)." });
  builder.scalarType("Fen", {
    description: "An amount of money: an integer number of fen, 1/100 yuan (分).",
    serialize: Number,
    parseValue: fen,
    parseLiteral: (node) => fen(node.kind === Kind.INT ? Number(node.value) : undefined),
  });
}

function fen(value: unknown): number {
  if (Number.isInteger(value) && Math.abs(value as number) <= maxFen) return value as number;
  throw new GraphQLError(`Fen is an integer number of fen, at most ${maxFen}.`, {
    extensions: { code: "BAD_USER_INPUT" },
  });
}

function addUserError(builder: AnyBuilder) {
  const UserError = builder.interfaceRef<DomainError>("UserError").implement({
    description: "A refusal: why a request was understood and yet not carried out (拒绝原因).",
    fields: (t) => ({
      code: t.exposeString("code", { description: "Stable and machine-readable (错误代码)." }),
      message: t.exposeString("message", { description: "One English sentence for people (错误说明)." }),
    }),
  });
  const shared = { interfaces: [UserError], shareable: true };
  const refusals = [
    [NotSignedIn, "Nobody is signed in (未登录)."],
    [NotAllowed, "The viewer lacks the right (无权限)."],
    [NotFound, "What was named does not exist (未找到)."],
    [IdempotencyKeyReused, "The key belongs to another request (重复的请求键)."],
  ] as const;
  for (const [refusal, description] of refusals) {
    builder.objectType(refusal, { name: refusal.name, description, ...shared });
  }

  const InputProblem = builder.objectRef<InvalidInput["problems"][number]>("InputProblem").implement({
    description: "One value that cannot be taken (无效输入项).",
    shareable: true,
    fields: (t) => ({
      path: t.exposeString("path", { description: "Where in the input, dotted (输入项路径)." }),
      message: t.exposeString("message", { description: "What is wrong with it (问题说明)." }),
    }),
  });
  builder.objectType(InvalidInput, {
    name: "InvalidInput",
    description: "Values that cannot be taken (输入无效).",
    ...shared,
    fields: (t) => ({
      problems: t.field({
        type: [InputProblem],
        description: "Each of them (无效输入项).",
        resolve: ({ problems }) => [...problems],
      }),
    }),
  });
  return UserError;
}
