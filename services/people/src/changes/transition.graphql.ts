import { builder, UserError } from "../builder.ts";
import { WrongState } from "./transition.errors.ts";

builder.objectType(WrongState, {
  name: "WrongState",
  description: "The state in which it is does not allow this step (状态不允许).",
  interfaces: [UserError],
  fields: (t) => ({
    current: t.exposeString("current", { description: "Where it stands, by the name of the state (状态)." }),
  }),
});
