import type { FetchNode } from "@apollo/query-planner";
import { OperationTypeNode } from "graphql";
import { asGraphQLError, ofEntities, ofFields } from "./errors.ts";
import { copy, hasStructure, isSamePlain, merge, structuresIn } from "./merge.ts";
import { eachAt, objectsAt, type Path } from "./paths.ts";
import { compilePlainKey, compileRepresentation } from "./representations.ts";
import { compileRewrites } from "./rewrites.ts";
import type { Run, Step } from "./plan.ts";
import type { Data, SubgraphAnswer } from "./subgraph.ts";
import type { Types } from "./types.ts";

/**
 * Compiles one request to a service. `path` leads to the objects whose fields it fetches. Entities of one representation
 * get the very same objects where they `mayShare` them.
 */
export function compileFetch<Context>(
  node: FetchNode,
  { path, types, mayShare }: { path: Path; types: Types; mayShare: boolean },
): Step<Context> {
  const send = compileSend<Context>(node);
  const join = node.requires
    ? compileEntities<Context>(node, node.requires, { path, types, mayShare, send })
    : compileFields<Context>(node, { path, types, send });
  return async (run) => {
    try {
      await join(run);
    } catch (error) {
      run.errors.push(asGraphQLError(error));
    }
  };
}

type Send<Context> = (run: Run<Context>, representations?: string) => Promise<SubgraphAnswer>;

function compileSend<Context>(node: FetchNode): Send<Context> {
  const used = node.variableUsages ?? [];
  const head = `{"query":${JSON.stringify(node.operation)},"variables":{`;
  const tail = `}${node.operationName === undefined ? "" : `,"operationName":${JSON.stringify(node.operationName)}`}}`;
  return (run, representations) => {
    const variables: string[] = [];
    for (const name of used) {
      const value = Object.hasOwn(run.variables, name) ? JSON.stringify(run.variables[name]) : undefined;
      if (value !== undefined) variables.push(`"${name}":${value}`);
    }
    if (representations !== undefined) variables.push(`"representations":${representations}`);
    return run.ask({
      service: node.serviceName,
      query: node.operation,
      isMutation: node.operationKind === OperationTypeNode.MUTATION,
      body: head + variables.join(",") + tail,
      context: run.context,
    });
  };
}

function compileFields<Context>(
  node: FetchNode,
  { path, types, send }: { path: Path; types: Types; send: Send<Context> },
): (run: Run<Context>) => Promise<void> {
  const rewrite = compileRewrites(node.outputRewrites, types);
  return async (run) => {
    const objects = [...objectsAt(run.data, path)];
    if (objects.length === 0) return;
    const { data, errors } = await send(run);
    if (errors) run.errors.push(...ofFields(node.serviceName, errors, path));
    if (!data) return;
    rewrite?.(data);
    for (const [index, object] of objects.entries()) merge(object, index === 0 ? data : (copy(data) as Data));
  };
}

/** What a service has to be told of an entity, as JSON; null where something of it is missing. */
function compileNeeds(
  { inputRewrites }: FetchNode,
  requires: NonNullable<FetchNode["requires"]>,
  types: Types,
): (entity: Data) => string | null {
  const rewrite = compileRewrites(inputRewrites, types);
  const plain = rewrite ? undefined : compilePlainKey(requires, types);
  if (plain) return plain;
  const represent = compileRepresentation(requires, types);
  return (entity) => {
    const representation = represent(entity);
    if (!representation?.["__typename"]) return null;
    rewrite?.(representation);
    return JSON.stringify(representation);
  };
}

function compileEntities<Context>(
  node: FetchNode,
  requires: NonNullable<FetchNode["requires"]>,
  { path, types, mayShare, send }: { path: Path; types: Types; mayShare: boolean; send: Send<Context> },
): (run: Run<Context>) => Promise<void> {
  const needsOf = compileNeeds(node, requires, types);
  const rewriteEntity = compileRewrites(node.outputRewrites, types);

  return async (run) => {
    // Each different representation is sent once, whatever stands for it.
    const owners = new Map<string, Data[]>();
    // By objects that were come by, those that stand for them.
    const standing = new Map<Data, Data>();
    eachAt(run.data, path, (entity, holder, at) => {
      let stands = standing.get(entity);
      if (!stands) {
        stands = standFor(entity);
        standing.set(entity, stands);
      }
      if (stands === entity) return;
      holder[at] = stands;
      run.hasShared = true;
    });
    function standFor(entity: Data): Data {
      const needs = needsOf(entity);
      if (needs === null) return entity;
      const known = owners.get(needs);
      if (!known) owners.set(needs, [entity]);
      // Whatever comes, comes for both: one stands for both from here on.
      else if (mayShare && isSamePlain(known[0]!, entity)) return known[0]!;
      else known.push(entity);
      return entity;
    }

    if (owners.size === 0) return;
    if (node.variableUsages?.includes("representations"))
      throw new Error('Variables cannot contain key "representations".');
    const { data, errors } = await send(run, `[${[...owners.keys()].join(",")}]`);
    if (errors) {
      const about = { root: run.data, path, owners: [...owners.values()] };
      run.errors.push(...ofEntities(node.serviceName, errors, about));
    }
    if (!data) return;
    const entities = data["_entities"];
    if (!Array.isArray(entities) || entities.length !== owners.size)
      throw new Error(`Expected "data._entities" to contain ${owners.size} elements.`);
    let index = 0;
    for (const [first, ...others] of owners.values()) {
      const entity = entities[index++] as Data | null;
      if (!entity) continue;
      // Where an interface is an object to the service, it names the interface: which type it is, we know.
      const { __typename: named } = entity;
      const isKnown = typeof named === "string" && !types.isAbstract(named);
      if (!isKnown) entity["__typename"] = first!["__typename"];
      rewriteEntity?.(entity);
      if (!isKnown) entity["__typename"] = undefined;
      if (others.length > 0) {
        const inside = structuresIn(entity);
        // What is joined into objects of before stays apart as these are.
        const shares =
          mayShare && !hasStructure(first!, inside) && !others.some((other) => hasStructure(other, inside));
        for (const other of others) merge(other, shares ? entity : (copy(entity) as Data));
        if (shares) run.hasShared = true;
      }
      merge(first!, entity);
    }
  };
}
