import { brokenConstraint } from "@linli/database";
import { eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { DistrictNameTaken } from "./district.errors.ts";
import { businessDistricts, districtPlaces } from "./district.table.ts";

export type DistrictRow = typeof businessDistricts.$inferSelect;

/** A district with the places it is near. */
export function findDistrict(db: Db, id: string) {
  return db.query.businessDistricts.findFirst({ where: { id }, with: { places: { columns: { id: true } } } });
}

/** Adds a district, or changes it, and ties it to these places and no others. */
export async function saveDistrict(
  tx: Db,
  row: DistrictRow,
  placeIds: readonly string[],
): Promise<DistrictRow> {
  try {
    await tx
      .insert(businessDistricts)
      .values(row)
      .onConflictDoUpdate({ target: businessDistricts.id, set: row });
  } catch (error) {
    throw brokenConstraint(error) === "business_districts_name_key" ? new DistrictNameTaken() : error;
  }
  await tx.delete(districtPlaces).where(eq(districtPlaces.districtId, row.id));
  await tx.insert(districtPlaces).values(placeIds.map((placeId) => ({ districtId: row.id, placeId })));
  return row;
}
