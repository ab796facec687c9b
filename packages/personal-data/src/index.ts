export { common } from "./common.ts";
export { dataRequestProjection } from "./data-request.projection.ts";
export { deletedSince, isForgotten } from "./deleted.store.ts";
export { dataRequests } from "./data-request.table.ts";
export { ownExports, partOf } from "./export.ts";
export {
  acts,
  erase,
  type Forgetting,
  held,
  heldThrough,
  isErased,
  keep,
  overwrite,
  type PersonalData,
} from "./held.ts";
export { collect, countHeld, forget } from "./held.store.ts";
