CREATE TABLE "coupon_consents" (
	"person_id" uuid PRIMARY KEY,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer_time" (
	"person_id" uuid PRIMARY KEY,
	"minutes" integer NOT NULL,
	CONSTRAINT "time_is_not_owed" CHECK ("minutes" >= 0)
);
