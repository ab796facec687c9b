import type { Cell } from "@linli/measures";
import { ageBand } from "../people/age-band.rules.ts";

/** What vacancies can be told apart by. Organizations and their posts are public: nothing of them is suppressed. */
export type VacancyDimension = "CLASSIFICATION" | "PLACE";
export type VacancyFigure = "posts" | "vacancies";

/** What those who hold posts can be told apart by. */
export type PostHolderDimension = "PLACE" | "AGE_BAND";
export type PostHolderFigure = "posts";
/** How many posts are held in a place is public. */
export const publicOfPostHolders: readonly PostHolderDimension[] = ["PLACE"];

/** What seats in youth councils can be told apart by. */
export type CouncilSeatDimension = "COUNCIL" | "BUILDING";
export type CouncilSeatFigure = "seats";
/** How many seats of a council are taken is public. */
export const publicOfCouncilSeats: readonly CouncilSeatDimension[] = ["COUNCIL"];

/** What organizations can be told apart by. */
export type OrganizationDimension = "CLASSIFICATION" | "PLACE" | "MONTH";
export type OrganizationFigure = "founded";

/** Organizations of one kind that were founded in one month, in one place. */
export type Foundations = Record<OrganizationFigure, number> & {
  classification: string;
  placeId: string;
  /** `yyyy-mm`; null where nobody noted when. */
  month: string | null;
};

export function foundationCell({
  classification,
  placeId,
  month,
  ...figures
}: Foundations): Cell<OrganizationDimension, OrganizationFigure> {
  return {
    at: { CLASSIFICATION: classification, PLACE: placeId, MONTH: month ?? "" },
    groups: [],
    figures,
  };
}

export type Vacancies = Record<VacancyFigure, number> & { classification: string; placeId: string };

export function vacancyCell({
  classification,
  placeId,
  ...figures
}: Vacancies): Cell<VacancyDimension, VacancyFigure> {
  return { at: { CLASSIFICATION: classification, PLACE: placeId }, groups: [], figures };
}

/** Posts that people of one age hold in one place. */
export type PostHolders = { placeId: string; age: number | null; persons: number; posts: number };

/** One cell for each place and band of age; nobody is of two ages, so the persons of a band add up. */
export function postHolderCells(
  holders: readonly PostHolders[],
): Cell<PostHolderDimension, PostHolderFigure>[] {
  const cells = Map.groupBy(holders, ({ placeId, age }) => JSON.stringify([placeId, ageBand(age)]));
  return [...cells.values()].map((cell) => {
    const { placeId, age } = cell[0]!;
    const sum = (what: "persons" | "posts") => cell.reduce((total, one) => total + one[what], 0);
    return {
      at: { PLACE: placeId, AGE_BAND: ageBand(age) },
      groups: [sum("persons")],
      sensitive: ageBand(age) === "UNDER_18",
      figures: { posts: sum("posts") },
    };
  });
}

/** Seats of one council whose holders live in one building of its place; null: in none of them. */
export type CouncilSeats = { councilId: string; buildingId: string | null; persons: number; seats: number };

/** Stands for the building of those who have no verified home in the council's place. */
export const noBuilding = "";

export function councilSeatCell({
  councilId,
  buildingId,
  persons,
  seats,
}: CouncilSeats): Cell<CouncilSeatDimension, CouncilSeatFigure> {
  return {
    at: { COUNCIL: councilId, BUILDING: buildingId ?? noBuilding },
    groups: [persons],
    figures: { seats },
  };
}

/** What recommendations to property companies and owners' committees can be told apart by (R16). */
export type PlacementDimension = "PLACE" | "MONTH";
export type PlacementFigure = "recommended" | "accepted";

/** Recommendations of one month in one place: how many, and how many of them became memberships. */
export type Placements = Record<PlacementFigure, number> & {
  placeId: string;
  month: string;
  /** Distinct persons who were accepted, and who were not. */
  personsAccepted: number;
  personsNot: number;
};

export function placementCell({
  placeId,
  month,
  personsAccepted,
  personsNot,
  ...figures
}: Placements): Cell<PlacementDimension, PlacementFigure> {
  return { at: { PLACE: placeId, MONTH: month }, groups: [personsAccepted, personsNot], figures };
}
