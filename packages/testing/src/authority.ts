/** Who asks: a visitor, and one sign-in of the demo world for each role. */
export const askers = [
  "visitor",
  "resident",
  "youth-member",
  "organization-admin",
  "chair",
  "worker",
  "owners-committee",
  "property-company",
  "merchant-owner",
  "merchant-staff",
  "league-reviewer",
  "analyst",
  "admin",
  "auditor",
] as const;
export type Asker = (typeof askers)[number];

/** Everybody but a visitor: for what a person does for oneself. */
export const signedIn: readonly Asker[] = askers.filter((asker) => asker !== "visitor");

/** How a mutation of the demo world is tried by each asker. */
export type MutationCase = {
  /** One operation with that mutation alone, and `__typename` of its answer. */
  document: string;
  /** Fresh for each try, so that those who may are not refused for what another one did. */
  variables: (turn: number) => object;
  /** Who may: the first of them really does it. All others are refused as not signed in or not allowed. */
  allowed: readonly Asker[];
  /** The refusal that even those who may get here, where doing it would spoil the world for the other cases. */
  spared?: string;
};

/** How a private field of the demo world is read by each asker. */
export type FieldCase = {
  document: string;
  variables: object;
  /** Takes the field's value out of the answer's data, which may lack anything. */
  // oxlint-disable-next-line typescript/no-explicit-any
  read: (data: any) => unknown;
  /** What it is in clear. */
  clear: unknown;
  /** Who sees that. */
  clearTo: readonly Asker[];
  /** Who sees something that is not the clear value; all others see nothing. */
  maskedTo: readonly Asker[];
};

/** A service's part of the table of who may do and see what: by mutation, and by `Type.field`. */
export type Authority = {
  /** The types that hold what is private, each of whose fields has a case, and single fields of others (`Type.field`). */
  privates: readonly string[];
  mutations: Readonly<Record<string, MutationCase>>;
  fields: Readonly<Record<string, FieldCase>>;
};
