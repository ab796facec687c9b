CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY,
	"kind" text NOT NULL,
	"person_id" uuid,
	"rows" integer NOT NULL,
	"created" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"at" timestamp with time zone NOT NULL
);
