import {
  dateIn,
  IdempotencyKeyReused,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
} from "@linli/kernel";
import { entity, refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { Place } from "../places/place.graphql.ts";
import { PlaceRetired } from "../places/place.errors.ts";
import { closeVenue, openVenue, recordSignPhoto } from "./venue.actions.ts";
import { VenueClosed, VenueNameTaken } from "./venue.errors.ts";
import { type evidenceStates, officeAndStaff, openOn, type venueKinds } from "./venue.rules.ts";

const VenueKind = builder.enumType("VenueKind", {
  description: "What a venue is for (场所类型).",
  values: {
    YOUTH_HOUSE: { description: "Youth house (青年之家)." },
    OFFICE: { description: "Office (办公场所)." },
    MEETING_ROOM: { description: "Meeting room (会议室)." },
    ACTIVITY_ROOM: { description: "Room for activities (活动室)." },
  } satisfies Record<(typeof venueKinds)[number], object>,
});

export const Venue = builder.drizzleObject("venues", {
  name: "Venue",
  description: "A room or office that an organization provides (场所).",
  isTypeOf: (value) => value instanceof Object && "openedOn" in value,
  select: { columns: { id: true, openedOn: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: VenueKind, description: "What it is for (类型)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    place: t.relation("place", { description: "Where it is (地点)." }),
    provider: t.relation("provider", { description: "Who provides it (提供单位)." }),
    signPhoto: t.exposeString("signPhoto", {
      nullable: true,
      description: "Where the newest photo of its sign is kept (标志照片).",
    }),
    signPhotoTakenOn: t.expose("signPhotoTakenOn", {
      type: "Date",
      nullable: true,
      description: "When that photo was taken (拍摄日期).",
    }),
    openedOn: t.expose("openedOn", { type: "Date", description: "Since when it is there (启用日期)." }),
    closedOn: t.expose("closedOn", {
      type: "Date",
      nullable: true,
      description: "Since when it is closed; null while it is not (停用日期).",
    }),
  }),
});
const loadVenue = entity(builder, Venue, "venues");

export const EvidenceState = builder.enumType("EvidenceState", {
  description: "How a standard stands by its evidence (达标情况).",
  values: {
    PASS: { description: "Fulfilled (达标)." },
    STALE: { description: "Fulfilled by evidence that is too old (证据过期)." },
    MISSING: { description: "Not fulfilled (缺失)." },
  } satisfies Record<(typeof evidenceStates)[number], object>,
});

const OfficeAndStaff = builder.objectRef<ReturnType<typeof officeAndStaff>>("OfficeAndStaff").implement({
  description:
    "The standard of an office with a sign and somebody in charge, by its evidence (办公场所标志和专人负责).",
  fields: (t) => ({
    state: t.expose("state", { type: EvidenceState, description: "How it stands (达标情况)." }),
    on: t.expose("on", {
      type: "Date",
      nullable: true,
      description: "Of when the evidence is (证据日期).",
    }),
    venue: t.field({
      type: Venue,
      nullable: true,
      description: "The venue with the sign, provided by a body whose responsible post is held (场所).",
      resolve: ({ venueId }, _args, context, info) => loadVenue(venueId, context, info),
    }),
  }),
});

builder.drizzleObjectFields(Place, (t) => ({
  venues: t.relatedConnection("venues", {
    type: Venue,
    description: "The open venues in it and below it (场所).",
    totalCount: true,
    args: { kind: t.arg({ type: VenueKind, description: "Of this kind only (类型)." }) },
    query: ({ kind }, { now }) => ({
      where: { ...openOn(dateIn(now())), ...(kind && { kind }) },
      orderBy: { name: "asc" as const, id: "asc" as const },
    }),
  }),
  officeAndStaff: t.field({
    type: OfficeAndStaff,
    description: "Whether it has an office with a sign and somebody in charge, with the evidence (八有之一).",
    select: (_args, { now }) => ({
      columns: { id: true },
      with: {
        venues: {
          columns: { id: true, signPhotoTakenOn: true },
          where: { AND: [openOn(dateIn(now())), { signPhotoTakenOn: { isNotNull: true } }] },
          with: {
            provider: {
              columns: { id: true },
              with: {
                posts: {
                  columns: { id: true },
                  where: { isResponsible: true, memberships: inForceOn(dateIn(now())) },
                  limit: 1,
                },
              },
            },
          },
        },
      },
    }),
    resolve: ({ venues }, _args, { now, policies }) =>
      officeAndStaff(
        venues.map(({ id, signPhotoTakenOn, provider }) => ({
          id,
          signPhotoTakenOn,
          isAnsweredFor: provider.posts.length > 0,
        })),
        dateIn(now()),
        policies.signPhotoMonths,
      ),
  }),
}));

builder.queryField("venue", (t) =>
  t.drizzleField({
    type: Venue,
    nullable: true,
    description: "A venue by its id (按编号查场所).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db }) =>
      isUuid(id) ? db.query.venues.findFirst(query({ where: { id } })) : null,
  }),
);

refusalTypes(builder, UserError, [[VenueNameTaken, "An open venue has this name there (名称已存在)."]]);
builder.objectType(VenueClosed, {
  name: "VenueClosed",
  description: "The venue is closed (场所已停用).",
  interfaces: [UserError],
  fields: (t) => ({
    closedOn: t.expose("closedOn", { type: "Date", description: "Since when (停用日期)." }),
  }),
});

const OpenVenueInput = builder.inputType("OpenVenueInput", {
  description: "A new venue (新建场所).",
  fields: (t) => ({
    placeId: t.id({ required: true, description: "Where it is (地点)." }),
    kind: t.field({ type: VenueKind, required: true, description: "What it is for (类型)." }),
    name: t.string({ required: true, description: "1 to 100 characters (名称)." }),
    providerId: t.id({ required: true, description: "The organization that provides it (提供单位)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});
const SignPhotoInput = builder.inputType("SignPhotoInput", {
  description: "A photo of a venue's sign (标志照片).",
  fields: (t) => ({
    venueId: t.id({ required: true, description: "The venue (场所)." }),
    reference: t.string({ required: true, description: "Where it is kept, 1 to 500 characters (存放位置)." }),
    takenOn: t.field({ type: "Date", required: true, description: "When it was taken (拍摄日期)." }),
  }),
});

builder.mutationFields((t) => ({
  openVenue: t.errorUnionField({
    description: "Opens a venue from today on (启用场所).",
    types: [
      Venue,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      PlaceRetired,
      VenueNameTaken,
    ],
    union: { name: "OpenVenueResult", description: "The venue, or why not (结果)." },
    args: { input: t.arg({ type: OpenVenueInput, required: true, description: "The venue (场所)." }) },
    resolve: (_root, { input }, context) => openVenue(context, input),
  }),
  recordSignPhoto: t.errorUnionField({
    description: "Notes the newest photo of a venue's sign (登记标志照片).",
    types: [Venue, NotSignedIn, NotAllowed, NotFound, InvalidInput, VenueClosed],
    union: { name: "RecordSignPhotoResult", description: "The venue, or why not (结果)." },
    args: { input: t.arg({ type: SignPhotoInput, required: true, description: "The photo (照片)." }) },
    resolve: (_root, { input }, context) => recordSignPhoto(context, input),
  }),
  closeVenue: t.errorUnionField({
    description: "Closes a venue from today on (停用场所).",
    types: [Venue, NotSignedIn, NotAllowed, NotFound, VenueClosed],
    union: { name: "CloseVenueResult", description: "The venue, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The venue's id (场所编号)." }) },
    resolve: (_root, { id }, context) => closeVenue(context, id),
  }),
}));
