CREATE TABLE "idempotency_keys" (
	"person_id" uuid,
	"key" text,
	"request" text NOT NULL,
	"result_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("person_id","key")
);
