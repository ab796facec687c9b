import { createHash } from "node:crypto";
import type { ApolloServerPlugin } from "@apollo/server";
import type { Viewer } from "@linli/passport";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { GraphQLError, OperationTypeNode } from "graphql";
import type { RequestContext } from "../request-context.ts";
import { isAnalyst } from "../sign-in/roles.ts";
import { DocumentNotTrusted, UnknownDocument } from "./documents.errors.ts";
import { hashOf, type TrustedDocuments } from "./trusted-documents.ts";

export type DocumentOptions = {
  /** With these, nothing else is carried out but the queries of analysts. Without them, all documents are. */
  trusted: () => TrustedDocuments | undefined;
  /** Who may have a document remembered by its hash (automatic persisted queries). */
  rememberFor: "everybody" | "signed-in";
  /** What a query that no front end knows may cost, and how many milliseconds it may take. */
  adHoc: AdHocLimits;
};

export type AdHocLimits = { cost: number; timeoutMs: number };

export const defaultAdHocLimits: AdHocLimits = { cost: 5_000, timeoutMs: 5_000 };

/** What was decided about a request's document before it is read. */
export type Admitted = {
  /** The document that the request named by its id. */
  text?: string;
  /** Set for what an analyst thinks of: a query alone, within these bounds. */
  adHoc?: { cost: number; deadline: AbortSignal };
  /** False where the request may not have its document remembered. */
  remember: boolean;
};

type Asked = { documentId?: unknown; query?: unknown; extensions?: unknown };

/** Decides which documents are carried out, for whom. Throws `DocumentNotTrusted` or `UnknownDocument`. */
export function documentsAdmitted({ trusted: trustedNow, rememberFor, adHoc }: DocumentOptions) {
  return (request: FastifyRequest, viewer: Viewer | null): Admitted => {
    const asked = ((request.method === "GET" ? request.query : request.body) as Asked | null) ?? {};
    const trusted = trustedNow();
    if (!trusted) return { remember: rememberFor === "everybody" || viewer !== null };
    const id = asked.documentId ?? hashIn(asked.extensions);
    const text = typeof id === "string" ? trusted.get(id) : undefined;
    if (text !== undefined) return { text, remember: false };
    if (typeof asked.query !== "string") {
      if (id !== undefined) throw new UnknownDocument();
      return { remember: false }; // No document at all: the graph says so.
    }
    if (trusted.has(hashOf(asked.query))) return { remember: false };
    if (!isAnalyst(viewer)) throw new DocumentNotTrusted();
    const deadline = AbortSignal.timeout(adHoc.timeoutMs);
    return { adHoc: { cost: adHoc.cost, deadline }, remember: false };
  };
}

/** The hash of an automatic persisted query; `extensions` of a GET request are text. */
function hashIn(extensions: unknown): unknown {
  try {
    const { persistedQuery } = (
      typeof extensions === "string" ? JSON.parse(extensions) : (extensions ?? {})
    ) as { persistedQuery?: { sha256Hash?: unknown } };
    return persistedQuery?.sha256Hash;
  } catch {
    return undefined;
  }
}

/** Hands the graph the document that was named by its id, and holds queries that no front end knows to their bounds. */
export const carryOutAdmitted: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ request, contextValue: { admitted } }) {
    const { text, adHoc, remember } = admitted;
    if (text !== undefined) request.query = text;
    const isRegistration = request.query !== undefined && !remember;
    if (isRegistration) request.extensions = { ...request.extensions, persistedQuery: undefined };
    if (!adHoc) return undefined;
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation === OperationTypeNode.QUERY) return;
        const { message, code } = new DocumentNotTrusted();
        throw new GraphQLError(message, { extensions: { code, http: { status: 403 } } });
      },
      async willSendResponse({ response }) {
        if (!adHoc.deadline.aborted || response.body.kind !== "single") return;
        const message = "The query took too long.";
        response.body.singleResult = { errors: [{ message, extensions: { code: "OPERATION_TIMEOUT" } }] };
        response.http.status = 503;
      },
    };
  },
};

/**
 * Lets a browser keep what a query named by its id answered, for the same person alone, and ask whether it still holds;
 * nobody else keeps any answer.
 */
export function keepAnswers(scope: FastifyInstance, isById: (request: FastifyRequest) => boolean) {
  scope.addHook("onSend", async (request, reply, payload) => {
    const keeps = request.method === "GET" && reply.statusCode === 200 && isById(request);
    reply.header("cache-control", keeps ? "private, no-cache" : "no-store");
    if (!keeps || typeof payload !== "string") return payload;
    const etag = `"${createHash("sha256").update(payload).digest("base64url")}"`;
    reply.header("etag", etag).header("vary", "accept, authorization");
    if (request.headers["if-none-match"] !== etag) return payload;
    reply.code(304).removeHeader("content-type");
    return null;
  });
}
