import type { Clock } from "@linli/kernel";
import { passportIssuer, type Viewer, viewerClaims } from "@linli/passport";
import type { JWK } from "jose";
import { z } from "zod";
import type { ServiceClient } from "../services/service-client.ts";
import { authenticator, refuseTokens } from "./authenticate.ts";
import { reusePassports } from "./passports.ts";
import { SignInUnavailable } from "./sign-in.errors.ts";
import { type FindViewer, rememberViewers } from "./viewers.ts";

export type SignInOptions = {
  /** The OpenID issuer whose tokens are believed, as its discovery document spells it. */
  issuer: string;
  /** By what name people knows the issuer (its url): where the url may change, accounts outlive it. */
  issuerName?: string | undefined;
  audience: string;
  /** Signs passports (Ed25519, private). */
  passportKey: JWK;
  /** Lets people, where it answers `POST /viewer`, be asked. */
  withPeople: <Answer>(ask: (people: ServiceClient) => Promise<Answer>) => Promise<Answer>;
  now: Clock;
};

export type Caller = {
  /** Says to services who asks; undefined where nobody can sign in. */
  passport: string | undefined;
  /** The account, as the issuer spells it; undefined for a visitor. */
  subject: string | undefined;
  /** Whom people knows by that account; null for a visitor. */
  viewer: Viewer | null;
};

type SignIn = {
  /** Whoever sends this `Authorization` header; throws `SignInRefused` or `SignInUnavailable`. */
  callerOf: (authorization: string | undefined, requestId: string) => Promise<Caller>;
};

const peopleAnswer = z.object({ viewer: viewerClaims.nullable() });

export async function createSignIn(options: SignInOptions): Promise<SignIn> {
  const { now, withPeople } = options;
  const authenticate = authenticator(options);
  const passportOf = reusePassports(passportIssuer(options.passportKey), now);

  const findViewer: FindViewer = async (subject, requestId) => {
    try {
      const headers = { "linli-passport": passportOf("gateway"), "x-request-id": requestId };
      const { json: answer } = await withPeople((people) =>
        people.post(JSON.stringify(subject), headers, { repeatable: true }),
      );
      return peopleAnswer.parse(answer).viewer;
    } catch (error) {
      // An unknown caller must not pass for a visitor: it would be told wrong things about itself.
      throw new SignInUnavailable(error);
    }
  };
  const viewerOf = rememberViewers(findViewer, now);

  return {
    async callerOf(authorization, requestId) {
      const subject = await authenticate(authorization);
      const known = subject && (await viewerOf(subject, requestId));
      const viewer = known?.viewer ?? null;
      const passport = viewer ? passportOf(viewer, known!.askedAt) : passportOf(null);
      return { passport, subject: subject ? JSON.stringify(subject) : undefined, viewer };
    },
  };
}

/** Without an issuer there are only visitors, and nobody vouches for them. */
export const nobodySignsIn: SignIn = {
  async callerOf(authorization) {
    await refuseTokens(authorization);
    return { passport: undefined, subject: undefined, viewer: null };
  },
};
