import { builder } from "../builder.ts";
import type { standings, verificationMethods, verificationStates } from "./verification.rules.ts";

const stored = {
  REPORTED: { description: "Reported, and waits for a worker (待核验)." },
  NEEDS_REVIEW: { description: "The household is full, and it waits for a second person (待复核)." },
  VERIFIED: { description: "Verified (已核验)." },
  REFUSED: { description: "Refused with a reason (未通过)." },
} satisfies Record<(typeof verificationStates)[number], object>;

const VerificationState = builder.enumType("ResidencyVerificationState", {
  description: "Where a verification stands (核验状态).",
  values: stored,
});

const VerificationMethod = builder.enumType("ResidencyVerificationMethod", {
  description: "By what a home is verified (核验方式).",
  values: {
    WORKER: { description: "By a community worker (社区工作者核验)." },
    POSTED_CODE: { description: "By a code that was posted to the household (信函验证码)." },
  } satisfies Record<(typeof verificationMethods)[number], object>,
});

export const ResidenceStanding = builder.enumType("ResidenceStanding", {
  description: "What a home counts for now (居住核验情况).",
  values: {
    ...stored,
    EXPIRED: { description: "Verified once, and no longer (已过期)." },
  } satisfies Record<(typeof standings)[number], object>,
});

export const ResidencyVerification = builder.drizzleObject("verifications", {
  name: "ResidencyVerification",
  description: "That somebody lives where they say: asked for, and decided once (居住核验).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    state: t.expose("state", { type: VerificationState, description: "Where it stands (状态)." }),
    method: t.expose("method", {
      type: VerificationMethod,
      nullable: true,
      description: "By what it was decided; null while it waits (核验方式).",
    }),
    reportedAt: t.expose("reportedAt", {
      type: "DateTime",
      description: "When it was asked for (申请时间).",
    }),
    decidedAt: t.expose("decidedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was decided; null while it waits (处理时间).",
    }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it was refused (未通过原因)." }),
    from: t.expose("from", {
      type: "DateTime",
      nullable: true,
      description: "Counts from then, if it was verified (有效期开始).",
    }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "Counts before this, if it was verified (有效期截止).",
    }),
  }),
});
