CREATE TABLE "place_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7(),
	"place_id" uuid NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "ends_after_it_starts" CHECK ("until" is null or "until" >= "from")
);
--> statement-breakpoint
ALTER TABLE "places" ADD COLUMN "retired_on" date;--> statement-breakpoint
CREATE INDEX "place_versions_place_id_from_index" ON "place_versions" ("place_id","from");--> statement-breakpoint
CREATE UNIQUE INDEX "one_present_version" ON "place_versions" ("place_id") WHERE "until" is null;--> statement-breakpoint
ALTER TABLE "place_versions" ADD CONSTRAINT "place_versions_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "place_versions" ADD CONSTRAINT "place_versions_parent_id_places_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "places"("id");
--> statement-breakpoint
-- By hand: what a check of one row cannot see, and the history of the places that are there.
INSERT INTO "place_versions" ("place_id", "name", "parent_id", "from") SELECT "id", "name", "parent_id", now() FROM "places";
--> statement-breakpoint
CREATE UNIQUE INDEX "one_top" ON "places" ("kind") WHERE "parent_id" is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "one_name_among_siblings" ON "places" ("parent_id", "name") WHERE "retired_on" is null;
--> statement-breakpoint
CREATE FUNCTION "place_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parent_kind text;
  parent_retired_on date;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.kind <> OLD.kind THEN
    RAISE EXCEPTION 'a place keeps its kind' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_kind_stays';
  END IF;
  IF NEW.parent_id IS NOT NULL THEN
    -- Whoever retires the parent meanwhile is waited for.
    SELECT kind, retired_on INTO parent_kind, parent_retired_on FROM places WHERE id = NEW.parent_id FOR SHARE;
    IF (NEW.kind, parent_kind) NOT IN (
      ('COUNTY', 'PREFECTURE'), ('TOWNSHIP', 'COUNTY'), ('COMMUNITY', 'TOWNSHIP'), ('COMMUNITY', 'COUNTY'),
      ('QUARTER', 'COMMUNITY'), ('BUILDING', 'QUARTER'), ('BUILDING', 'COMMUNITY')
    ) THEN
      RAISE EXCEPTION 'a place of this kind does not lie there'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'kinds_are_in_order';
    END IF;
  END IF;
  IF (NEW.retired_on IS NULL AND parent_retired_on IS NOT NULL)
    OR (NEW.retired_on IS NOT NULL
      AND EXISTS (SELECT FROM places WHERE parent_id = NEW.id AND retired_on IS NULL))
  THEN
    RAISE EXCEPTION 'a place in use lies in no retired one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'nothing_in_use_in_a_retired_place';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "place_fits" AFTER INSERT OR UPDATE ON "places"
  FOR EACH ROW EXECUTE FUNCTION "place_fits"();
--> statement-breakpoint
CREATE FUNCTION "pilot_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM places WHERE id = NEW.place_id AND kind IN ('COMMUNITY', 'QUARTER', 'BUILDING')
  ) THEN
    RAISE EXCEPTION 'a pilot is a community, a quarter or a building'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_pilot_is_local';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "pilot_fits" AFTER INSERT OR UPDATE ON "pilots"
  FOR EACH ROW EXECUTE FUNCTION "pilot_fits"();
