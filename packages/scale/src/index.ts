export { layOut, type Step } from "./lay-out.ts";
export { makeDice, makeNumberedId, numberedId } from "./numbered.ts";
