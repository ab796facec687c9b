import { dateIn, isUuid, NotFound } from "@linli/kernel";
import { builder } from "../builder.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { Viewer } from "../viewer/viewer.graphql.ts";
import { mustSeeEligibility } from "./council.actions.ts";
import { agesOutInTerm, daysAfter, eligibleUntil, lastTooOldBirthDate, ownsHomeIn } from "./council.rules.ts";

/** A councillor's verified homes at an instant, as far as they decide on the seat. */
const homesAt = (at: Date) => {
  const today = dateIn(at);
  return {
    columns: { tenure: true as const },
    where: {
      verifications: { from: { lte: at }, until: { gt: at } },
      startsOn: { lte: today },
      OR: [{ endsOn: { isNull: true as const } }, { endsOn: { gt: today } }],
    },
    with: { place: { columns: {}, with: { path: { columns: { id: true as const } } } } },
  };
};

/** Reached only by those to whom a councillor's age is no secret: the councillor, and the workers of the place. */
const YouthCouncilSeat = builder.drizzleObject("memberships", {
  variant: "YouthCouncilSeat",
  description: "A councillor's term, and whether what it rests on still holds (青年议事会席位).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "The membership's id (任职编号)." }),
    person: t.field({
      type: Person,
      nullable: true,
      description: "The councillor (委员).",
      select: { columns: { personId: true } },
      resolve: ({ personId }, _args, context, info) => loadPerson(personId, context, info),
    }),
    post: t.relation("post", { description: "The seat (席位)." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "The first day (任期开始)." }),
    endsOn: t.expose("endsOn", {
      type: "Date",
      nullable: true,
      description: "The day from which the term is over (任期结束).",
    }),
    eligibleUntil: t.field({
      type: "Date",
      nullable: true,
      description: "The first day on which the councillor is too old to join anew (年龄资格截止日期).",
      select: { with: { person: { columns: { birthDate: true } } } },
      resolve: ({ person: { birthDate } }, _args, { policies }) =>
        birthDate && eligibleUntil(birthDate, policies.councilAge),
    }),
    agesOutInTerm: t.boolean({
      description:
        "Whether that day comes before the term is over; the seat is kept until then (任期内超龄).",
      select: { columns: { endsOn: true }, with: { person: { columns: { birthDate: true } } } },
      resolve: ({ endsOn, person: { birthDate } }, _args, { policies }) =>
        birthDate !== null && agesOutInTerm(eligibleUntil(birthDate, policies.councilAge), endsOn),
    }),
    ownershipHolds: t.boolean({
      description: "Whether the councillor still owns a verified home there (业主身份有效).",
      select: (_args, { now }) => ({
        with: {
          post: { columns: {}, with: { organization: { columns: { placeId: true } } } },
          person: { columns: { id: true }, with: { residences: homesAt(now()) } },
        },
      }),
      resolve: ({ post, person: { residences } }) =>
        ownsHomeIn(
          residences.map(({ tenure, place }) => ({ tenure, within: place.path.map(({ id }) => id) })),
          post.organization.placeId,
        ),
    }),
  }),
});

const inCouncil = { post: { organization: { classification: "YOUTH_COUNCIL" as const } } };

builder.objectField(Viewer, "youthCouncilSeats", (t) =>
  t.drizzleField({
    type: [YouthCouncilSeat],
    description: "The seats that the viewer holds in youth councils now (我的议事会席位).",
    resolve: (query, { id }, _args, { db, now }) =>
      db.query.memberships.findMany(
        query({
          where: { personId: id, ...inForceOn(dateIn(now())), ...inCouncil },
          orderBy: { startsOn: "desc", id: "asc" },
        }),
      ),
  }),
);

builder.queryField("youthCouncilSeats", (t) =>
  t.drizzleConnection({
    type: YouthCouncilSeat,
    nullable: true,
    description:
      "The seats held now in the youth councils of a place and below it, for its workers (议事会席位).",
    args: {
      placeId: t.arg.id({ required: true, description: "The place's id (地点编号)." }),
      eligibilityEnds: t.arg.boolean({
        description: "Only those whose age ends their eligibility soon, or has ended it (仅即将超龄).",
      }),
    },
    resolve: async (query, _root, { placeId, eligibilityEnds }, context) => {
      const { db, now, policies } = context;
      if (!isUuid(placeId)) throw new NotFound("place");
      await mustSeeEligibility(context, placeId);
      const today = dateIn(now());
      const noticed = lastTooOldBirthDate(
        daysAfter(today, policies.eligibilityNoticeDays),
        policies.councilAge,
      );
      return db.query.memberships.findMany(
        query({
          columns: { id: true },
          where: {
            ...inForceOn(today),
            post: { organization: { classification: "YOUTH_COUNCIL", place: { path: { id: placeId } } } },
            ...(eligibilityEnds ? { person: { birthDate: { lte: noticed } } } : {}),
          },
          orderBy: { endsOn: "asc", id: "asc" },
        }),
      );
    },
  }),
);
