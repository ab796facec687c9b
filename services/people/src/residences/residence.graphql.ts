import { builder } from "../builder.ts";
import { type tenures } from "./residence.rules.ts";

const Tenure = builder.enumType("Tenure", {
  description: "By what right somebody lives in a home (居住身份).",
  values: {
    OWNER: { description: "Owner (业主)." },
    TENANT: { description: "Tenant (租户)." },
    FAMILY: { description: "Member of the family (家属)." },
  } satisfies Record<(typeof tenures)[number], object>,
});

export const Residence = builder.drizzleObject("residences", {
  name: "Residence",
  description: "Where somebody lives, as far as it was verified (居住信息).",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    place: t.relation("place", { description: "The building (楼宇)." }),
    tenure: t.expose("tenure", { type: Tenure, description: "By what right (居住身份)." }),
    verifiedAt: t.expose("verifiedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was verified; null while it is not (核验时间).",
    }),
  }),
});
