import { NotAllowed, NotSignedIn } from "@linli/kernel";
import { builder, UserError } from "../builder.ts";
import { GuardianNeeded } from "../guardianships/guardianship.errors.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import { giveConsent, onlyForAuditors, ownConsents, withdrawConsent } from "./consent.actions.ts";
import { ConsentTextChanged } from "./consent.errors.ts";
import {
  type Consent as ConsentShape,
  type consentPurposes,
  consentTexts,
  currentVersion,
} from "./consent.rules.ts";

const Purpose = builder.enumType("ConsentPurpose", {
  description: "What somebody may consent to, each apart (同意事项).",
  values: {
    COUPON_CLAIM: { description: "Claiming coupons (领取优惠券)." },
    ACTIVITY_PHOTO: { description: "Photos of activities (活动照片)." },
    CONTACT_BY_WORKER: { description: "Calls by a community worker (工作人员联系)." },
    AUTOMATED_MATCHING: { description: "Automated matching (自动匹配)." },
    MINOR_CARE: { description: "Care for a minor (未成年人托管)." },
  } satisfies Record<(typeof consentPurposes)[number], object>,
});

export const Consent = builder.objectRef<ConsentShape>("Consent").implement({
  description: "What somebody, or a guardian for them, said last about one purpose (同意).",
  isTypeOf: (value) => value instanceof Object && "purpose" in value && "needsRenewal" in value,
  fields: (t) => ({
    purpose: t.expose("purpose", { type: Purpose, description: "For what (事项)." }),
    given: t.exposeBoolean("given", { description: "Whether it is given (是否同意)." }),
    version: t.exposeInt("version", {
      nullable: true,
      description: "The version of the text that was spoken of last (版本).",
    }),
    changedAt: t.expose("changedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was given or withdrawn last (变更时间).",
    }),
    needsRenewal: t.exposeBoolean("needsRenewal", {
      description: "Given, and yet to be asked for anew (需重新同意).",
    }),
    currentVersion: t.int({
      description: "The version that is asked for now (现行版本).",
      resolve: ({ purpose }) => currentVersion(purpose),
    }),
    text: t.string({
      description: "The text that is asked for now (现行文本).",
      resolve: ({ purpose }) => consentTexts[purpose].at(-1)!,
    }),
  }),
});

builder.objectField(Viewer, "consents", (t) =>
  t.field({
    type: [Consent],
    nullable: true,
    description: "What the viewer consents to, by purpose (我的同意).",
    resolve: (_viewer, _args, context) => ownConsents(context),
  }),
);

const ConsentRecord = builder.drizzleObject("consents", {
  name: "ConsentRecord",
  description: "A consent as it was given or withdrawn, without whose it is (同意记录).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    purpose: t.expose("purpose", { type: Purpose, description: "For what (事项)." }),
    version: t.exposeInt("version", { description: "Of which version of the text (版本)." }),
    given: t.exposeBoolean("given", { description: "Given, or withdrawn (给予或撤回)." }),
    byGuardian: t.boolean({
      description: "Whether a guardian said it for a minor (由监护人作出).",
      select: { columns: { personId: true, givenBy: true } },
      resolve: ({ personId, givenBy }) => personId !== givenBy,
    }),
    at: t.expose("at", { type: "DateTime", description: "When (时间)." }),
  }),
});

builder.queryField("consentRecords", (t) =>
  t.drizzleConnection({
    type: ConsentRecord,
    nullable: true,
    description: "All consents that were given and withdrawn, the newest first, to auditors (同意记录).",
    args: { purpose: t.arg({ type: Purpose, description: "Only of this purpose (事项)." }) },
    resolve(query, _root, { purpose }, context) {
      onlyForAuditors(context);
      return context.db.query.consents.findMany(
        query({
          columns: { id: true },
          where: purpose ? { purpose } : {},
          orderBy: { at: "desc", id: "desc" },
        }),
      );
    },
  }),
);

builder.objectType(ConsentTextChanged, {
  name: "ConsentTextChanged",
  description: "Another version of the text is asked for now (文本已更新).",
  interfaces: [UserError],
  fields: (t) => ({
    currentVersion: t.exposeInt("currentVersion", { description: "Which (现行版本)." }),
  }),
});

const forWhom = { description: "A child in one's care; oneself unless said (被监护人)." } as const;
builder.mutationField("giveConsent", (t) =>
  t.errorUnionField({
    description: "Consents, for oneself or a child in one's care (同意).",
    types: [Consent, NotSignedIn, NotAllowed, GuardianNeeded, ConsentTextChanged],
    union: { name: "GiveConsentResult", description: "The consent, or why not (结果)." },
    args: {
      purpose: t.arg({ type: Purpose, required: true, description: "To what (事项)." }),
      version: t.arg.int({ required: true, description: "The version of the text that was read (版本)." }),
      personId: t.arg.id(forWhom),
    },
    resolve: (_root, args, context) => giveConsent(context, args),
  }),
);
builder.mutationField("withdrawConsent", (t) =>
  t.errorUnionField({
    description: "Withdraws a consent, as easily as it was given (撤回同意).",
    types: [Consent, NotSignedIn, NotAllowed, GuardianNeeded],
    union: { name: "WithdrawConsentResult", description: "The consent, or why not (结果)." },
    args: {
      purpose: t.arg({ type: Purpose, required: true, description: "From what (事项)." }),
      personId: t.arg.id(forWhom),
    },
    resolve: (_root, args, context) => withdrawConsent(context, args),
  }),
);
