import { readFile } from "node:fs/promises";
import { z } from "zod";
import { readTrustedDocuments, type TrustedDocuments } from "../documents/trusted-documents.ts";

/** What may change while the gateway runs. */
export type Sources = {
  supergraphSdl: string;
  /** Urls of services in place of the supergraph's, by name. */
  serviceUrls?: Readonly<Record<string, string>>;
  /** The documents of front ends: with them, nothing else is carried out but the queries of analysts. */
  trustedDocuments?: TrustedDocuments | undefined;
};

/** Where it is read. */
export type SourceFiles = {
  supergraph: string;
  serviceUrlsFile?: string | undefined;
  trustedDocumentsFile?: string | undefined;
};

const urls = z.record(z.string(), z.url({ protocol: /^https?$/ }));

/** Reads all that may change; throws an error that says which file is wrong. */
export async function readSources(
  files: SourceFiles,
  serviceUrls: Readonly<Record<string, string>>,
): Promise<Sources> {
  const { supergraph, serviceUrlsFile, trustedDocumentsFile } = files;
  const supergraphSdl = await readFile(supergraph, "utf8").catch((cause: unknown) => {
    throw new Error(
      `There is no supergraph to serve at ${supergraph}: run "pnpm schema", or set SUPERGRAPH.`,
      { cause },
    );
  });
  return {
    supergraphSdl,
    serviceUrls: { ...serviceUrls, ...(serviceUrlsFile !== undefined && (await readUrls(serviceUrlsFile))) },
    trustedDocuments:
      trustedDocumentsFile === undefined ? undefined : await readTrustedDocuments(trustedDocumentsFile),
  };
}

async function readUrls(path: string) {
  try {
    return urls.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new Error(`SUBGRAPH_URLS_FILE: ${path} holds no JSON object of urls by service.`, { cause });
  }
}
