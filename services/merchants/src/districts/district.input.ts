import { idempotencyKey, nameText } from "@linli/subgraph";
import { z } from "zod";
import { geoPoint } from "../outlets/outlet.input.ts";

const details = {
  name: nameText.max(100),
  placeIds: z.array(z.uuid().toLowerCase()).min(1).max(50),
  location: geoPoint,
};

export const newDistrict = z.object({ ...details, idempotencyKey });
export type NewDistrict = z.input<typeof newDistrict>;

export const districtChange = z.object(details);
export type DistrictChange = z.input<typeof districtChange>;
