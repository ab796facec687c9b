import { dateIn, NotAllowed } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { Residence } from "../residences/residence.graphql.ts";
import { maskName, maskPhone } from "./person.rules.ts";

export const Person = builder.drizzleObject("persons", {
  name: "Person",
  description: "A person; what is private shows only to those who may see it (人).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.string({
      description: "The name; to others its first character and two asterisks (姓名).",
      select: { columns: { id: true, name: true } },
      resolve: ({ id, name }, _args, { viewer }) => (viewer?.person === id ? name : maskName(name)),
    }),
    phone: t.string({
      nullable: true,
      description: "The phone number in part, to the person alone (手机号).",
      select: { columns: { id: true, phone: true } },
      resolve: ({ id, phone }, _args, { viewer }) => {
        if (viewer?.person !== id) throw new NotAllowed("A phone number shows to its owner alone.");
        return phone && maskPhone(phone);
      },
    }),
    residences: t.field({
      type: [Residence],
      nullable: true,
      description: "The present homes, to the person alone (居住地).",
      select: (_args, { now }, nested) => ({
        columns: { id: true },
        with: {
          residences: nested({
            where: { OR: [{ endsOn: { isNull: true } }, { endsOn: { gt: dateIn(now()) } }] },
            orderBy: { startsOn: "desc", id: "asc" },
          }),
        },
      }),
      resolve: ({ id, residences }, _args, { viewer }) => {
        if (viewer?.person !== id) throw new NotAllowed("Where somebody lives shows to that person alone.");
        return residences;
      },
    }),
  }),
});
export const loadPerson = entity(builder, Person, "persons");
