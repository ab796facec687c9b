import { fixedId, place } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

const typename = "{ __typename }";

/** Who shapes the place tree. Buildings of 高登社区 are tried: its worker's, and the platform administrators'. */
export const placeCases: Readonly<Record<string, MutationCase>> = {
  createPlace: {
    document: `mutation ($input: CreatePlaceInput!) { createPlace(input: $input) ${typename} }`,
    variables: (turn) => ({
      input: {
        kind: "BUILDING",
        name: `新建${turn}幢`,
        parentId: place("panlong").id,
        idempotencyKey: fixedId(`authority:create-place:${turn}`),
      },
    }),
    allowed: ["worker", "admin"],
  },
  renamePlace: {
    document: `mutation ($id: ID!, $name: String!) { renamePlace(id: $id, name: $name) ${typename} }`,
    variables: (turn) => ({ id: place("panlong/14").id, name: `十四幢（${turn}）` }),
    allowed: ["worker", "admin"],
  },
  movePlace: {
    document: `mutation ($id: ID!, $parentId: ID!) { movePlace(id: $id, parentId: $parentId) ${typename} }`,
    variables: (turn) => ({
      id: place("panlong/13").id,
      parentId: place(turn % 2 === 0 ? "gaodeng" : "panlong").id,
    }),
    allowed: ["worker", "admin"],
  },
  retirePlace: {
    document: `mutation ($id: ID!) { retirePlace(id: $id) ${typename} }`,
    variables: (turn) => ({ id: place(`panlong/${turn % 2 === 0 ? 9 : 10}`).id }),
    allowed: ["worker", "admin"],
  },
};
