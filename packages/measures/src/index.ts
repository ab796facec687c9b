export { analystScope } from "./analyst.rules.ts";
export { type Measures, measures, rowLimit } from "./measures.rules.ts";
export { measuresType } from "./measures-type.ts";
export { liesInScope, liesWhollyInScope } from "./scope.store.ts";
export { addUp, addUpParts, type Cell, type MeasuresRow } from "./suppression.rules.ts";
