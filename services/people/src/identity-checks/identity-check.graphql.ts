import { InvalidInput, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import { identityVerifiedAt, verifyIdentityNumber } from "./identity-check.actions.ts";
import { IdentityMismatch, TooManyIdentityAttempts } from "./identity-check.errors.ts";

const IdentityCheck = builder.objectRef<{ verifiedAt: Date }>("IdentityCheck").implement({
  description: "That the viewer's identity is verified, without the number (身份核验).",
  isTypeOf: (value) => value instanceof Object && "verifiedAt" in value && "numberHash" in value,
  fields: (t) => ({
    verifiedAt: t.expose("verifiedAt", { type: "DateTime", description: "Since when (核验时间)." }),
  }),
});

builder.objectField(Viewer, "identityVerifiedAt", (t) =>
  t.field({
    type: "DateTime",
    nullable: true,
    description: "When the viewer's identity number was verified; null where it was not (身份核验时间).",
    resolve: ({ id }, _args, context) => identityVerifiedAt(context, id),
  }),
);

refusalTypes(builder, UserError, [
  [IdentityMismatch, "The number does not agree with what is known (身份信息不符)."],
  [TooManyIdentityAttempts, "Too many numbers were tried today (今日核验次数过多)."],
]);

builder.mutationField("verifyIdentityNumber", (t) =>
  t.errorUnionField({
    description: "Verifies the viewer by an identity number, which is not stored (核验身份证号).",
    types: [IdentityCheck, NotSignedIn, InvalidInput, NotFound, IdentityMismatch, TooManyIdentityAttempts],
    union: { name: "VerifyIdentityNumberResult", description: "The check, or why not (结果)." },
    args: {
      number: t.arg.string({
        required: true,
        description: "18 characters, as GB 11643 has them (身份证号).",
      }),
    },
    resolve: (_root, { number }, context) => verifyIdentityNumber(context, number),
  }),
);
