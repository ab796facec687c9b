import { dateIn, InvalidInput, isUuid, NotFound, type PlaceKind } from "@linli/kernel";
import { addUp, analystScope, measures } from "@linli/measures";
import { pathsOf } from "@linli/places";
import type { Context } from "../context.ts";
import {
  councilSeatCell,
  foundationCell,
  type OrganizationDimension,
  type CouncilSeatDimension,
  placementCell,
  type PlacementDimension,
  postHolderCells,
  type PostHolderDimension,
  publicOfCouncilSeats,
  publicOfPostHolders,
  vacancyCell,
  type VacancyDimension,
} from "./measure.rules.ts";
import {
  type Asked,
  councilSeats,
  foundations,
  placementsMade,
  postHolders,
  vacancies,
} from "./measure.store.ts";

/** Posts and vacancies, within the places of an analyst's grants. */
export async function vacancyMeasures(
  context: Context,
  {
    groupBy,
    within,
    level,
  }: { groupBy: readonly VacancyDimension[]; within: string | null; level: PlaceKind },
) {
  const asked = await ask(context, within);
  const asOf = context.now();
  const cells = await vacancies(context.db, asked, level, dateIn(asOf));
  return measures(asOf, addUp(cells.map(vacancyCell), groupBy));
}

/** Organizations by kind, place and month of founding, within the places of an analyst's grants (R5). */
export async function organizationMeasures(
  context: Context,
  {
    groupBy,
    within,
    level,
  }: { groupBy: readonly OrganizationDimension[]; within: string | null; level: PlaceKind },
) {
  const asked = await ask(context, within);
  const cells = await foundations(context.db, asked, level);
  return measures(context.now(), addUp(cells.map(foundationCell), groupBy));
}

/** Posts that are held, by their holders' age: figures about persons, of whom no few may be told apart. */
export async function postHolderMeasures(
  context: Context,
  { groupBy, within }: { groupBy: readonly PostHolderDimension[]; within: string | null },
) {
  const asked = await ask(context, within);
  const asOf = context.now();
  const holders = await postHolders(context.db, asked, dateIn(asOf));
  return measures(asOf, addUp(postHolderCells(holders), groupBy, publicOfPostHolders));
}

/** Seats in youth councils, by where their holders live. */
export async function councilSeatMeasures(
  context: Context,
  { groupBy, within }: { groupBy: readonly CouncilSeatDimension[]; within: string | null },
) {
  const asked = await ask(context, within);
  const asOf = context.now();
  const seats = await councilSeats(context.db, asked, dateIn(asOf), asOf);
  return measures(asOf, addUp(seats.map(councilSeatCell), groupBy, publicOfCouncilSeats));
}

/** Recommendations to property companies and owners' committees, and how many became memberships (R16). */
export async function placementMeasures(
  context: Context,
  { groupBy, within }: { groupBy: readonly PlacementDimension[]; within: string | null },
) {
  const asked = await ask(context, within);
  const cells = await placementsMade(context.db, asked);
  return measures(context.now(), addUp(cells.map(placementCell), groupBy));
}

/** Where an analyst may look, narrowed to the place that was asked for. */
async function ask({ db, viewer }: Context, within: string | null): Promise<Asked> {
  const scope = analystScope(viewer);
  if (within === null) return { scope, within };
  if (!isUuid(within)) throw new InvalidInput([{ path: ["within"], message: "is no id of a place" }]);
  if ((await pathsOf(db, [within])).size === 0) throw new NotFound("place");
  return { scope, within };
}
