import { randomUUID } from "node:crypto";
import { place } from "@linli/demo-world";
import type { Client } from "../test/client.ts";
import { approveOffer, createOffer, me, submitOffer } from "./operations.ts";

const day = 86_400_000;

/** What a merchant sends to offer a lunch to the people of 盛世盘龙小区, from an hour ago on. */
export function lunch(merchantId: string, changes: object = {}) {
  const from = (days: number) => new Date(Date.now() - 3_600_000 + days * day).toISOString();
  const content = {
    title: "过桥米线双人套餐",
    terms: "每桌限用一张，节假日通用。",
    benefit: {
      package: {
        items: [{ name: "过桥米线", quantity: 2, unitPriceFen: 2800 }],
        priceFen: 3800,
      },
    },
    stock: 50,
    limitPerPerson: 1,
    placeIds: [place("panlong").id],
    claimFrom: from(0),
    claimUntil: from(7),
    useFrom: from(0),
    useUntil: from(30),
    ...changes,
  };
  return { merchantId, content, key: randomUUID() };
}

/** The merchant that somebody works for, with its first outlet. */
export async function workplace(
  { ask, token }: Client,
  who: "merchant-owner" | "merchant-staff" | "other-merchant-staff",
) {
  const { data } = await ask(me, {}, await token(who));
  const [merchant] = data.viewer.merchants;
  return { merchantId: merchant.id as string, outletId: merchant.outlets.nodes[0].id as string };
}

/** An offer that was created, submitted and approved as people do it; its id. */
export async function liveOffer(client: Client, changes: object = {}): Promise<string> {
  const { ask, token } = client;
  const [owner, worker] = [await token("merchant-owner"), await token("worker")];
  const { merchantId } = await workplace(client, "merchant-owner");
  const { id } = (await ask(createOffer, lunch(merchantId, changes), owner)).data.createOffer;
  const { submittedHash: hash } = (await ask(submitOffer, { id }, owner)).data.submitOffer;
  const approved = await ask(approveOffer, { id, hash }, worker);
  if (approved.data.approveOffer.state !== "APPROVED" && approved.data.approveOffer.state !== "LIVE") {
    throw new Error(`The offer is not live: ${JSON.stringify(approved)}`);
  }
  return id;
}
