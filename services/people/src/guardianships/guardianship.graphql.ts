import { IdempotencyKeyReused, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { consentsReadBy } from "../consents/consent.actions.ts";
import { Consent } from "../consents/consent.graphql.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { loadPlace, Place } from "../places/place.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import {
  confirmGuardianship,
  endGuardianship,
  guardianshipsWaitingFor,
  refuseGuardianship,
  requestGuardianship,
  visibleGuardianships,
} from "./guardianship.actions.ts";
import {
  GuardianNeeded,
  GuardianshipKnown,
  NoHome,
  OwnGuardianship,
  WrongGuardianshipState,
} from "./guardianship.errors.ts";
import type { guardianKinds, guardianshipStates } from "./guardianship.rules.ts";

const GuardianKind = builder.enumType("GuardianKind", {
  description: "What a guardian is to the minor (监护关系).",
  values: {
    PARENT: { description: "Parent (父母)." },
    GRANDPARENT: { description: "Grandparent (祖父母、外祖父母)." },
    RELATIVE: { description: "Another relative (其他亲属)." },
    APPOINTED: { description: "Appointed by a body that may (指定监护人)." },
  } satisfies Record<(typeof guardianKinds)[number], object>,
});

const GuardianshipState = builder.enumType("GuardianshipState", {
  description: "Where a guardianship stands (监护状态).",
  values: {
    REQUESTED: { description: "Asked for, and waits for the community (待确认)." },
    CONFIRMED: { description: "Confirmed (已确认)." },
    REFUSED: { description: "Refused (未通过)." },
    ENDED: { description: "Ended before its time (已终止)." },
  } satisfies Record<(typeof guardianshipStates)[number], object>,
});

const Guardianship = builder.drizzleObject("guardianships", {
  name: "Guardianship",
  description: "Who cares for which minor; shows to both, and to workers of exactly that community (监护).",
  isTypeOf: (value) => value instanceof Object && "minorId" in value,
  select: { columns: { id: true, minorId: true, guardianId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: GuardianKind, description: "What the guardian is (监护关系)." }),
    state: t.expose("state", { type: GuardianshipState, description: "Where it stands (状态)." }),
    requestedAt: t.expose("requestedAt", {
      type: "DateTime",
      description: "When it was asked for (申请时间).",
    }),
    from: t.expose("from", {
      type: "DateTime",
      nullable: true,
      description: "Holds from then, if it was confirmed (开始时间).",
    }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "Holds before this: the minor's coming of age, or its end (截止时间).",
    }),
    minor: t.field({
      type: Person,
      nullable: true,
      description: "The minor (未成年人).",
      resolve: ({ minorId }, _args, context, info) => loadPerson(minorId, context, info),
    }),
    guardian: t.field({
      type: Person,
      nullable: true,
      description: "The guardian (监护人).",
      resolve: ({ guardianId }, _args, context, info) => loadPerson(guardianId, context, info),
    }),
    place: t.field({
      type: Place,
      nullable: true,
      description: "The community that confirms it (确认社区).",
      select: { columns: { placeId: true } },
      resolve: ({ placeId }, _args, context, info) => loadPlace(placeId, context, info),
    }),
    consents: t.field({
      type: [Consent],
      nullable: true,
      description: "What the minor consents to, to guardian and minor alone (被监护人的同意).",
      select: {
        columns: {},
        with: {
          minor: {
            columns: { id: true, birthDate: true },
            with: {
              consents: true,
              guardians: { columns: { guardianId: true, state: true, from: true, until: true } },
            },
          },
        },
      },
      resolve: ({ minor }, _args, context) => consentsReadBy(context, minor),
    }),
  }),
});

builder.objectField(Viewer, "guardianships", (t) =>
  t.drizzleConnection({
    type: Guardianship,
    nullable: true,
    description: "The viewer's, as guardian or as minor, the newest first (我的监护关系).",
    resolve: (query, { id }, _args, { db }) =>
      db.query.guardianships.findMany(
        query({
          columns: { id: true, minorId: true, guardianId: true },
          where: { OR: [{ guardianId: id }, { minorId: id }] },
          orderBy: { id: "desc" },
        }),
      ),
  }),
);
builder.queryField("guardianship", (t) =>
  t.drizzleField({
    type: Guardianship,
    nullable: true,
    description: "A guardianship by its id, to whom it shows (按编号查监护关系).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, context) =>
      isUuid(id)
        ? context.db.query.guardianships.findFirst(
            query({ where: { AND: [{ id }, visibleGuardianships(context)] } }),
          )
        : null,
  }),
);
builder.queryField("guardianshipsToConfirm", (t) =>
  t.drizzleConnection({
    type: Guardianship,
    nullable: true,
    description:
      "What waits to be confirmed in the communities of one's own, the oldest first (待确认监护关系).",
    resolve: (query, _root, _args, context) =>
      context.db.query.guardianships.findMany(
        query({
          columns: { id: true, minorId: true, guardianId: true },
          where: guardianshipsWaitingFor(context),
          orderBy: { id: "asc" },
        }),
      ),
  }),
);

refusalTypes(builder, UserError, [
  [GuardianNeeded, "Below the age of consent a guardian does this (需由监护人办理)."],
  [NoHome, "Without a home no community can confirm it (未登记住处)."],
  [GuardianshipKnown, "It was asked for before (已申请过)."],
  [WrongGuardianshipState, "It is no longer where it was seen (状态已变)."],
  [OwnGuardianship, "Nobody confirms what is about themselves (不可自行确认)."],
]);

builder.mutationField("requestGuardianship", (t) =>
  t.errorUnionField({
    description: "Asks the community to confirm that a minor is in one's care (申请监护确认).",
    types: [
      Guardianship,
      NotSignedIn,
      NotFound,
      InvalidInput,
      NoHome,
      GuardianshipKnown,
      IdempotencyKeyReused,
    ],
    union: { name: "RequestGuardianshipResult", description: "The guardianship, or why not (结果)." },
    args: {
      minorId: t.arg.id({ required: true, description: "The minor (未成年人)." }),
      kind: t.arg({
        type: GuardianKind,
        required: true,
        description: "What one is to the minor (监护关系).",
      }),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => requestGuardianship(context, args),
  }),
);

const deciding = {
  types: [Guardianship, NotSignedIn, NotAllowed, NotFound, OwnGuardianship, WrongGuardianshipState],
};
const id = { required: true, description: "The guardianship's id (监护编号)." } as const;
builder.mutationField("confirmGuardianship", (t) =>
  t.errorUnionField({
    ...deciding,
    description: "Confirms a guardianship of one's own community (确认监护).",
    union: { name: "ConfirmGuardianshipResult", description: "The guardianship, or why not (结果)." },
    args: { id: t.arg.id(id) },
    resolve: (_root, args, context) => confirmGuardianship(context, args.id),
  }),
);
builder.mutationField("refuseGuardianship", (t) =>
  t.errorUnionField({
    ...deciding,
    description: "Refuses a guardianship of one's own community (不予确认监护).",
    union: { name: "RefuseGuardianshipResult", description: "The guardianship, or why not (结果)." },
    args: { id: t.arg.id(id) },
    resolve: (_root, args, context) => refuseGuardianship(context, args.id),
  }),
);
builder.mutationField("endGuardianship", (t) =>
  t.errorUnionField({
    ...deciding,
    description: "Ends a guardianship of one's own community at once (终止监护).",
    union: { name: "EndGuardianshipResult", description: "The guardianship, or why not (结果)." },
    args: { id: t.arg.id(id) },
    resolve: (_root, args, context) => endGuardianship(context, args.id),
  }),
);
