import { builder } from "../builder.ts";
import type { AgeBand as Band } from "./age-band.rules.ts";

export const AgeBand = builder.enumType("AgeBand", {
  description: "A span of ages in full years (年龄段).",
  values: {
    UNDER_18: { description: "Up to 17 (18岁以下)." },
    FROM_18: { description: "18 to 25 (18–25岁)." },
    FROM_26: { description: "26 to 35 (26–35岁)." },
    FROM_36: { description: "36 to 45 (36–45岁)." },
    FROM_46: { description: "46 to 60 (46–60岁)." },
    FROM_61: { description: "61 and more (61岁及以上)." },
    UNKNOWN: { description: "Not known (未知)." },
  } satisfies Record<Band, object>,
});
