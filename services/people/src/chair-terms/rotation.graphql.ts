import { builder } from "../builder.ts";
import type { rotationKinds } from "./rotation.rules.ts";

export const RotationKind = builder.enumType("RotationKind", {
  description: "How the chair rotates (轮值方式).",
  values: {
    MONTHLY: { description: "Each month (按月)." },
    QUARTERLY: { description: "Each quarter-year (按季度)." },
    BY_DATE: { description: "On given dates (按日期)." },
  } satisfies Record<(typeof rotationKinds)[number], object>,
});

export const RotationInput = builder.inputType("RotationInput", {
  description: "How the chair shall rotate (轮值办法).",
  fields: (t) => ({
    kind: t.field({
      type: RotationKind,
      required: true,
      description: "By month, quarter-year or date (方式).",
    }),
    startDates: t.field({
      type: ["Date"],
      description: "By date alone: the first days of terms, 60 at most (轮值起始日).",
    }),
  }),
});
