-- By hand: without a door, which no two can share, no row concerns the rule. Left out, those rows also leave its index out of
-- use for finding a person's homes: the planner preferred it to the far quicker one on "person_id" alone.
ALTER TABLE "residences" DROP CONSTRAINT "one_residence_in_a_household_at_a_time";
--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "one_residence_in_a_household_at_a_time"
  EXCLUDE USING gist ("person_id" WITH =, "household_id" WITH =, daterange("starts_on", "ends_on") WITH &&)
  WHERE ("household_id" IS NOT NULL);
