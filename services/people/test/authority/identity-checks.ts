import { birthDateOf, people, persona } from "@linli/demo-world";
import { type Authority, askers, signedIn } from "@linli/testing";
import { checkCharacter } from "../../src/identity-checks/identity-number.rules.ts";

/** A made-up number with the birth date of whoever asks at this turn, and a sequence that nobody else has. */
function numberAt(turn: number): string {
  const id = persona(askers[turn]!)?.personId;
  const asker = people.find((candidate) => candidate.id === id);
  const born = asker ? birthDateOf(asker, new Date()) : "1990-05-01";
  const start = `532601${born.replaceAll("-", "")}${100 + turn}`;
  return start + checkCharacter(start);
}

/** Everybody verifies who they are themselves. */
export const identityCases: Authority["mutations"] = {
  verifyIdentityNumber: {
    document: `mutation ($number: String!) { verifyIdentityNumber(number: $number) { __typename } }`,
    variables: (turn) => ({ number: numberAt(turn) }),
    allowed: signedIn,
  },
};
