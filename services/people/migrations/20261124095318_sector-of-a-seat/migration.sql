-- By hand: a seat is the base's or a partner's by the sector of its organization, for as long as it is taken. Whoever takes one and
-- whoever changes the sector wait for each other at the organization's row.
CREATE OR REPLACE FUNCTION "check_seat_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM "organizations" o
	WHERE o."id" = new."organization_id" AND o."classification" = 'LEAGUE_ORGANIZATION'
		AND (o."sector" = 'GRASSROOTS') = (new."kind" = 'BASE')
	FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the base is of the grassroots, partners are of industry or enterprise'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_are_for_fitting_league_organizations';
	END IF;
	RETURN new;
END $$;
--> statement-breakpoint
CREATE FUNCTION "check_sector_fits_seats"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM "alliance_seats" s
		WHERE s."organization_id" = new."id" AND (s."left_on" IS NULL OR s."left_on" > (now() AT TIME ZONE 'Asia/Shanghai')::date)
			AND ((new."sector" = 'GRASSROOTS') = (s."kind" = 'BASE')) IS NOT TRUE
	) THEN
		RAISE EXCEPTION 'an organization sits in an alliance by its sector'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'sector_fits_its_seats';
	END IF;
	RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "sector_fits_its_seats" BEFORE UPDATE OF "sector" ON "organizations"
	FOR EACH ROW WHEN (old."sector" IS DISTINCT FROM new."sector") EXECUTE FUNCTION "check_sector_fits_seats"();
