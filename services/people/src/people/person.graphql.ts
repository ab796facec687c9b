import { ageOn, dateIn, isUuid, NotAllowed } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Residence } from "../residences/residence.graphql.ts";
import { AgeBand } from "./age-band.graphql.ts";
import { ageBand } from "./age-band.rules.ts";
import { maskName, maskPhone } from "./person.rules.ts";
import { look, visibleTo, withSight } from "./sight.actions.ts";
import { isChild } from "./sight.rules.ts";

const hidden = () =>
  new NotAllowed("This shows to the person, and to workers in scope as far as they may see it.");

export const Person = builder.drizzleObject("persons", {
  name: "Person",
  description: "A person; what is private shows only to those who may see it (人).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.string({
      description: "The name; outside one's own bodies its first character and two asterisks (姓名).",
      select: (_args, context) => ({
        columns: { id: true, name: true, birthDate: true },
        extras: withSight(context),
      }),
      resolve: (person, _args, context) => {
        const child = isChild(person.birthDate, context.now());
        if (person.sight.body && !child) return person.name;
        if (look(context, person, "C2", "name") === "CLEAR") return person.name;
        return child ? "**" : maskName(person.name);
      },
    }),
    phone: t.string({
      nullable: true,
      description: "The phone number; to workers in scope in part (手机号).",
      select: (_args, context) => ({
        columns: { id: true, phone: true, birthDate: true },
        extras: withSight(context),
      }),
      resolve: (person, _args, context) => {
        const seen = look(context, person, "C2", "phone");
        if (seen === "HIDDEN") throw hidden();
        return person.phone && seen === "MASKED" ? maskPhone(person.phone) : person.phone;
      },
    }),
    birthDate: t.field({
      type: "Date",
      nullable: true,
      description: "The birth date; to others only where it was disclosed to them (出生日期).",
      select: (_args, context) => ({ columns: { id: true, birthDate: true }, extras: withSight(context) }),
      resolve: (person, _args, context) => {
        if (look(context, person, "C2", "birthDate") !== "CLEAR") throw hidden();
        return person.birthDate;
      },
    }),
    ageBand: t.field({
      type: AgeBand,
      nullable: true,
      description: "The span of ages that the birth date lies in: what workers in scope see of it (年龄段).",
      select: (_args, context) => ({ columns: { id: true, birthDate: true }, extras: withSight(context) }),
      resolve: (person, _args, context) => {
        if (look(context, person, "C2", "ageBand") === "HIDDEN") throw hidden();
        return ageBand(person.birthDate === null ? null : ageOn(person.birthDate, dateIn(context.now())));
      },
    }),
    residences: t.field({
      type: [Residence],
      nullable: true,
      description: "The present homes; to others only where they were disclosed to them (居住地).",
      select: (_args, context, nested) => ({
        columns: { id: true, birthDate: true },
        extras: withSight(context),
        with: {
          residences: nested({
            where: { OR: [{ endsOn: { isNull: true } }, { endsOn: { gt: dateIn(context.now()) } }] },
            orderBy: { startsOn: "desc", id: "asc" },
          }),
        },
      }),
      resolve: (person, _args, context) => {
        if (look(context, person, "C2", "residences") !== "CLEAR") throw hidden();
        return person.residences;
      },
    }),
  }),
});
export const loadPerson = entity(builder, Person, "persons", visibleTo);

builder.queryField("person", (t) =>
  t.drizzleField({
    type: Person,
    nullable: true,
    description: "A person by their id; null for those who may not see that one (按编号查人员).",
    args: { id: t.arg.id({ required: true, description: "The person's id (编号)." }) },
    resolve: (query, _root, { id }, context) =>
      isUuid(id)
        ? context.db.query.persons.findFirst(query({ where: { AND: [{ id }, visibleTo(context)] } }))
        : null,
  }),
);
