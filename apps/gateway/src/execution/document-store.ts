import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import { seenBefore } from "@linli/query-execution";
import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

/** Characters of documents that are kept as parsed and valid. */
const keptCharacters = 8_000_000;

type Store = NonNullable<ApolloServerOptionsWithGateway<BaseContext>["documentStore"]>;

/** Keeps parsed and valid documents that are asked again. Apollo's own store writes each as JSON to learn its size. */
export function documentStore(): Store & { texts(most: number): string[] } {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: keptCharacters,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.end ?? 1),
  });
  const isAskedAgain = seenBefore();
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => void (isAskedAgain(key) && documents.set(key, document)),
    /** Those that were asked last. */
    texts: (most) =>
      documents
        .values()
        .take(most)
        .flatMap(({ loc }) => (loc ? [loc.source.body] : []))
        .toArray(),
    delete: async (key) => documents.delete(key),
  };
}
