/** An object of an answer as `JSON.parse` gives it; execution joins what services say in place. */
export type Data = Record<string, unknown>;

/** An error in a subgraph's answer, its path within that answer. */
export type SubgraphError = {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions?: Readonly<Record<string, unknown>> | undefined;
};

/** What a subgraph answers. It belongs to whoever asked: execution changes the data. */
export type SubgraphAnswer = {
  data?: Data | null | undefined;
  errors?: readonly SubgraphError[] | undefined;
};

/** One request of a plan. */
export type SubgraphRequest<Context> = {
  service: string;
  query: string;
  isMutation: boolean;
  /** The request as it goes over HTTP: query, variables and operation name as JSON. */
  body: string;
  context: Context;
};

/** Asks one service; an error that it throws costs the fields of that request alone. */
export type AskSubgraph<Context> = (request: SubgraphRequest<Context>) => Promise<SubgraphAnswer>;
