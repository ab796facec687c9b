CREATE TABLE "alliance_seats" (
	"id" uuid PRIMARY KEY,
	"alliance_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"joined_on" date NOT NULL,
	"left_on" date,
	CONSTRAINT "one_seat_in_a_position" UNIQUE("alliance_id","position"),
	CONSTRAINT "seat_of_its_alliance" UNIQUE("alliance_id","id"),
	CONSTRAINT "leaves_after_it_joins" CHECK ("left_on" > "joined_on"),
	CONSTRAINT "position_counts_from_one" CHECK ("position" > 0)
);
--> statement-breakpoint
CREATE TABLE "alliances" (
	"id" uuid PRIMARY KEY,
	"formed_on" date NOT NULL,
	"dissolved_on" date,
	CONSTRAINT "is_dissolved_after_it_is_formed" CHECK ("dissolved_on" > "formed_on")
);
--> statement-breakpoint
CREATE TABLE "chair_absences" (
	"id" uuid PRIMARY KEY,
	"alliance_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "ends_not_before_it_starts" CHECK ("until" >= "from")
);
--> statement-breakpoint
CREATE TABLE "chair_swaps" (
	"id" uuid PRIMARY KEY,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "chair_swaps_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"alliance_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"with_seat_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"state" text DEFAULT 'PROPOSED' NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "with_another_seat" CHECK ("seat_id" <> "with_seat_id"),
	CONSTRAINT "decided_has_time" CHECK (("state" = 'PROPOSED') = ("decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "joint_act_seats" (
	"alliance_id" uuid NOT NULL,
	"joint_act_id" uuid,
	"seat_id" uuid,
	CONSTRAINT "joint_act_seats_pkey" PRIMARY KEY("joint_act_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "joint_acts" (
	"id" uuid PRIMARY KEY,
	"alliance_id" uuid NOT NULL,
	"held_on" date NOT NULL,
	"description" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "joint_act_of_its_alliance" UNIQUE("alliance_id","id"),
	CONSTRAINT "description_is_given" CHECK ("description" <> '')
);
--> statement-breakpoint
CREATE TABLE "rotation_policies" (
	"id" uuid PRIMARY KEY,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "rotation_policies_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"alliance_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"term_months" integer NOT NULL,
	"start_dates" date[] NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "a_term_has_months" CHECK ("term_months" between 1 and 120),
	CONSTRAINT "dates_are_for_a_rotation_by_date" CHECK (("kind" = 'BY_DATE') = (cardinality("start_dates") > 0))
);
--> statement-breakpoint
CREATE TABLE "turn_skips" (
	"id" uuid PRIMARY KEY,
	"alliance_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"skipped_at" timestamp with time zone NOT NULL,
	CONSTRAINT "a_skip_has_a_reason" CHECK ("reason" <> '')
);
--> statement-breakpoint
CREATE INDEX "alliance_seats_organization_id_index" ON "alliance_seats" ("organization_id");--> statement-breakpoint
CREATE INDEX "chair_absences_alliance_id_index" ON "chair_absences" ("alliance_id");--> statement-breakpoint
CREATE INDEX "chair_swaps_alliance_id_index" ON "chair_swaps" ("alliance_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_swap_of_a_pair" ON "chair_swaps" (least("seat_id", "with_seat_id"),greatest("seat_id", "with_seat_id"),"round") WHERE "state" = 'PROPOSED';--> statement-breakpoint
CREATE INDEX "joint_acts_alliance_id_held_on_id_index" ON "joint_acts" ("alliance_id","held_on","id");--> statement-breakpoint
CREATE INDEX "rotation_policies_alliance_id_index" ON "rotation_policies" ("alliance_id");--> statement-breakpoint
CREATE INDEX "turn_skips_alliance_id_index" ON "turn_skips" ("alliance_id");--> statement-breakpoint
ALTER TABLE "alliance_seats" ADD CONSTRAINT "alliance_seats_alliance_id_alliances_id_fkey" FOREIGN KEY ("alliance_id") REFERENCES "alliances"("id");--> statement-breakpoint
ALTER TABLE "alliance_seats" ADD CONSTRAINT "alliance_seats_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "alliances" ADD CONSTRAINT "alliances_id_organizations_id_fkey" FOREIGN KEY ("id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "chair_absences" ADD CONSTRAINT "chair_absences_alliance_id_alliances_id_fkey" FOREIGN KEY ("alliance_id") REFERENCES "alliances"("id");--> statement-breakpoint
ALTER TABLE "chair_absences" ADD CONSTRAINT "seat_is_of_that_alliance" FOREIGN KEY ("alliance_id","seat_id") REFERENCES "alliance_seats"("alliance_id","id");--> statement-breakpoint
ALTER TABLE "chair_swaps" ADD CONSTRAINT "chair_swaps_alliance_id_alliances_id_fkey" FOREIGN KEY ("alliance_id") REFERENCES "alliances"("id");--> statement-breakpoint
ALTER TABLE "chair_swaps" ADD CONSTRAINT "seat_is_of_that_alliance" FOREIGN KEY ("alliance_id","seat_id") REFERENCES "alliance_seats"("alliance_id","id");--> statement-breakpoint
ALTER TABLE "chair_swaps" ADD CONSTRAINT "other_seat_is_of_that_alliance" FOREIGN KEY ("alliance_id","with_seat_id") REFERENCES "alliance_seats"("alliance_id","id");--> statement-breakpoint
ALTER TABLE "joint_act_seats" ADD CONSTRAINT "joint_act_is_of_that_alliance" FOREIGN KEY ("alliance_id","joint_act_id") REFERENCES "joint_acts"("alliance_id","id");--> statement-breakpoint
ALTER TABLE "joint_act_seats" ADD CONSTRAINT "seat_is_of_that_alliance" FOREIGN KEY ("alliance_id","seat_id") REFERENCES "alliance_seats"("alliance_id","id");--> statement-breakpoint
ALTER TABLE "joint_acts" ADD CONSTRAINT "joint_acts_alliance_id_alliances_id_fkey" FOREIGN KEY ("alliance_id") REFERENCES "alliances"("id");--> statement-breakpoint
ALTER TABLE "rotation_policies" ADD CONSTRAINT "rotation_policies_alliance_id_alliances_id_fkey" FOREIGN KEY ("alliance_id") REFERENCES "alliances"("id");--> statement-breakpoint
ALTER TABLE "turn_skips" ADD CONSTRAINT "turn_skips_alliance_id_alliances_id_fkey" FOREIGN KEY ("alliance_id") REFERENCES "alliances"("id");--> statement-breakpoint
ALTER TABLE "turn_skips" ADD CONSTRAINT "seat_is_of_that_alliance" FOREIGN KEY ("alliance_id","seat_id") REFERENCES "alliance_seats"("alliance_id","id");
--> statement-breakpoint
-- By hand: what drizzle's tables cannot say of alliances (R8).
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "alliance_seats" ADD CONSTRAINT "one_base_at_a_time"
	EXCLUDE USING gist ("alliance_id" WITH =, daterange("joined_on", "left_on") WITH &&) WHERE ("kind" = 'BASE');
--> statement-breakpoint
ALTER TABLE "alliance_seats" ADD CONSTRAINT "one_seat_an_organization"
	EXCLUDE USING gist ("alliance_id" WITH =, "organization_id" WITH =, daterange("joined_on", "left_on") WITH &&);
--> statement-breakpoint
-- A base and a partner on every day of an alliance, and no seat outside its days. Asked when the transaction ends.
CREATE FUNCTION "check_alliance_is_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	changed uuid := coalesce(to_jsonb(new) ->> 'alliance_id', to_jsonb(new) ->> 'id')::uuid;
BEGIN
	IF EXISTS (
		SELECT FROM "alliances" a
		LEFT JOIN LATERAL (
			SELECT
				range_agg(daterange(s."joined_on", s."left_on")) FILTER (WHERE s."kind" = 'BASE') AS base,
				range_agg(daterange(s."joined_on", s."left_on")) FILTER (WHERE s."kind" = 'PARTNER') AS partners
			FROM "alliance_seats" s WHERE s."alliance_id" = a."id"
		) days ON true
		CROSS JOIN LATERAL (SELECT datemultirange(daterange(a."formed_on", a."dissolved_on")) AS all_days) life
		WHERE a."id" = changed AND (days.base = life.all_days AND days.partners = life.all_days) IS NOT TRUE
	) THEN
		RAISE EXCEPTION 'an alliance has a base and a partner on each of its days, and no seat on others'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'base_and_partner_every_day';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "base_and_partner_every_day" AFTER INSERT OR UPDATE ON "alliance_seats"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_alliance_is_whole"();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "base_and_partner_every_day" AFTER INSERT OR UPDATE ON "alliances"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_alliance_is_whole"();
--> statement-breakpoint
CREATE FUNCTION "check_seat_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (
		SELECT FROM "organizations" o
		WHERE o."id" = new."organization_id" AND o."classification" = 'LEAGUE_ORGANIZATION'
			AND (o."sector" = 'GRASSROOTS') = (new."kind" = 'BASE')
	) THEN
		RAISE EXCEPTION 'the base is of the grassroots, partners are of industry or enterprise'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_are_for_fitting_league_organizations';
	END IF;
	RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "seats_are_for_fitting_league_organizations" BEFORE INSERT ON "alliance_seats"
	FOR EACH ROW EXECUTE FUNCTION "check_seat_fits"();
--> statement-breakpoint
CREATE FUNCTION "check_is_an_alliance"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM "organizations" o WHERE o."id" = new."id" AND o."classification" = 'ALLIANCE') THEN
		RAISE EXCEPTION 'only an organization of that kind is an alliance'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'is_of_the_alliance_kind';
	END IF;
	RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "is_of_the_alliance_kind" BEFORE INSERT ON "alliances"
	FOR EACH ROW EXECUTE FUNCTION "check_is_an_alliance"();
--> statement-breakpoint
-- What was decided about the rotation stays: past terms rest on it (R9).
CREATE FUNCTION "refuse_rewriting_the_rotation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'what was decided about the rotation is only added to'
		USING ERRCODE = 'check_violation', CONSTRAINT = 'rotation_is_only_added_to';
END $$;
--> statement-breakpoint
CREATE TRIGGER "rotation_is_only_added_to" BEFORE UPDATE OR DELETE ON "rotation_policies"
	FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting_the_rotation"();
--> statement-breakpoint
CREATE TRIGGER "rotation_is_only_added_to" BEFORE UPDATE OR DELETE ON "turn_skips"
	FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting_the_rotation"();
