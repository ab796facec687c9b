import { meetings } from "@linli/meetings";
import { seed as seedMeetings } from "@linli/meetings/seed";
import { merchants } from "@linli/merchants";
import { scale as scaleMerchants } from "@linli/merchants/scale";
import { seed as seedMerchants } from "@linli/merchants/seed";
import { people } from "@linli/people";
import { scale as scalePeople } from "@linli/people/scale";
import { seed as seedPeople } from "@linli/people/seed";
import { projects } from "@linli/projects";
import { seed as seedProjects } from "@linli/projects/seed";
import {
  createService,
  type Scale,
  type Seed,
  type Service,
  type ServiceDefinition,
  type ServiceOptions,
} from "@linli/subgraph";
import type { ServiceName } from "./service-names.ts";

type AnyRelations = Parameters<typeof createService>[0]["relations"];

export type RunningService = Pick<Service<AnyRelations>, "app" | "listen" | "relay" | "stop"> & {
  /** Lays out its part of the demo world; resolves with what it made, or with null where that is there already. */
  seed(): Promise<Record<string, number> | null>;
  /** Makes it as large as a prefecture's, if it knows how; resolves with whether it was not yet. */
  scale(report: (line: string) => void): Promise<boolean>;
};

type StartService = (options: ServiceOptions) => Promise<RunningService>;

/** How each service is brought up, migrated but not listening yet. */
export function startersOf({
  couponSecret,
  peopleSecret,
}: {
  couponSecret: string;
  peopleSecret: string;
}): Record<ServiceName, StartService> {
  return {
    people: starter(people({ secret: peopleSecret }), seedPeople({ secret: peopleSecret }), scalePeople),
    projects: starter(projects, seedProjects),
    merchants: starter(
      merchants({ couponSecret }),
      seedMerchants({ couponSecret }),
      scaleMerchants({ couponSecret }),
    ),
    meetings: starter(meetings, seedMeetings),
  };
}

function starter<Relations extends AnyRelations, Extra extends object>(
  definition: ServiceDefinition<Relations, Extra>,
  seed: Seed<Relations>,
  scale: Scale<Relations> = async () => false,
): StartService {
  return async (options) => {
    const { app, connection, listen, relay, stop } = await createService(definition, options);
    const { now = () => new Date() } = options;
    const context = { db: connection.db, now, viewer: null, requestId: null };
    return { app, listen, relay, stop, seed: () => seed(context), scale: (report) => scale(context, report) };
  };
}
