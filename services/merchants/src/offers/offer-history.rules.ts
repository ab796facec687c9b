import type { Viewer } from "@linli/passport";
import { findWork, type StaffMember, staffRoles } from "../merchants/merchant.rules.ts";
import { type OfferPlace, platformRight, reviewRight } from "./offer-review.rules.ts";

type Worked = {
  merchant: { staff: readonly (StaffMember & { personId: string })[] };
  places: readonly OfferPlace[];
};

/** Whether somebody works on an offer, now: for its merchant, as its reviewer or for the platform. */
export function isInsider(
  { merchant, places }: Worked,
  { viewer, now }: { viewer: Viewer | null; now: () => Date },
): boolean {
  if (!viewer) return false;
  const own = merchant.staff.filter(({ personId }) => personId === viewer.person);
  return Boolean(
    findWork(own, staffRoles, now()) ?? reviewRight(viewer, places) ?? platformRight(viewer, places),
  );
}
