import { merchantRows } from "../../seed/merchants.ts";
import { fixedId, place } from "@linli/demo-world";
import { type FieldCase, type MutationCase, signedIn } from "@linli/testing";

const merchant = (key: string) => fixedId(`merchant:${key}`);
const outlet = (name: string) => ({
  name,
  address: "新平街道盘龙路9号",
  placeId: place("panlong").id,
  location: { latitude: 23.37, longitude: 104.24 },
});
const details = { kind: "CATERING", contact: "店内电话", licence: "92532600TEST00001X" };

/** A step of a merchant of 高登社区, which the worker there and the league above decide about. */
const step = (name: string, key: string, allowed: MutationCase["allowed"]): MutationCase => ({
  document: `mutation ($id: ID!) { ${name}(id: $id) { __typename } }`,
  variables: () => ({ id: merchant(key) }),
  allowed,
});
const because = (name: string, key: string, allowed: MutationCase["allowed"]): MutationCase => ({
  ...step(name, key, allowed),
  document: `mutation ($id: ID!) { ${name}(id: $id, reason: "证照已过期") { __typename } }`,
});

export const merchantCases: Record<string, MutationCase> = {
  applyForMerchant: {
    document: `mutation ($input: ApplyForMerchantInput!) { applyForMerchant(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        ...details,
        name: `新店${turn}`,
        outlet: outlet("总店"),
        idempotencyKey: `apply, try ${turn}`,
      },
    }),
    allowed: signedIn,
  },
  applyAgainForMerchant: {
    document: `mutation ($id: ID!, $input: MerchantDetailsInput!) {
      applyAgainForMerchant(id: $id, input: $input) { __typename } }`,
    variables: () => ({ id: merchant("granny-noodles"), input: { ...details, name: "盘龙阿婆米线" } }),
    allowed: ["merchant-owner"],
    // The owner among the personas has a merchant that takes part.
    spared: "WrongMerchantState",
  },
  approveMerchant: step("approveMerchant", "new-flavour", ["worker", "league-reviewer"]),
  rejectMerchant: {
    ...because("rejectMerchant", "ink", ["worker", "league-reviewer"]),
    // The one that has applied is approved.
    spared: "WrongMerchantState",
  },
  suspendMerchant: because("suspendMerchant", "ink", ["worker", "league-reviewer", "admin"]),
  resumeMerchant: step("resumeMerchant", "ink", ["worker", "league-reviewer", "admin"]),
  closeMerchant: {
    ...step("closeMerchant", "granny-noodles", ["merchant-owner", "admin"]),
    // It has offers that stand.
    spared: "MerchantNotClear",
  },
  openOutlet: {
    document: `mutation ($merchantId: ID!, $input: OutletInput!, $key: String!) {
      openOutlet(merchantId: $merchantId, input: $input, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({
      merchantId: merchant("granny-noodles"),
      input: outlet(`分店${turn}`),
      key: `open outlet, try ${turn}`,
    }),
    allowed: ["merchant-owner"],
  },
  changeOutlet: {
    document: `mutation ($id: ID!) { changeOutlet(id: $id, input: { address: "北门商铺7号" }) { __typename } }`,
    variables: () => ({ id: fixedId("outlet:granny-noodles/1") }),
    allowed: ["merchant-owner"],
  },
  retireOutlet: {
    document: `mutation ($id: ID!) { retireOutlet(id: $id) { __typename } }`,
    variables: () => ({ id: fixedId("outlet:granny-noodles/2") }),
    allowed: ["merchant-owner"],
  },
  createBusinessDistrict: {
    document: `mutation ($input: CreateBusinessDistrictInput!) { createBusinessDistrict(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        name: `新商圈${turn}`,
        placeIds: [place("panlong").id],
        location: outlet("").location,
        idempotencyKey: `create district, try ${turn}`,
      },
    }),
    allowed: ["worker", "admin"],
  },
  changeBusinessDistrict: {
    document: `mutation ($id: ID!, $input: ChangeBusinessDistrictInput!) {
      changeBusinessDistrict(id: $id, input: $input) { __typename } }`,
    variables: () => ({
      id: fixedId("district:panlong"),
      input: { name: "盘龙高登商圈", placeIds: [place("panlong").id], location: outlet("").location },
    }),
    allowed: ["worker", "admin"],
  },
};

export const merchantFields: Record<string, FieldCase> = {
  "Merchant.application": {
    document: `query ($id: ID!) { merchant(id: $id) { application { contact } } }`,
    variables: { id: merchant("granny-noodles") },
    read: (data) => data.merchant?.application?.contact,
    clear: merchantRows(new Date()).find(({ id }) => id === merchant("granny-noodles"))!.contact,
    clearTo: ["merchant-owner"],
    maskedTo: ["worker", "league-reviewer"],
  },
};
