import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { appointersOf } from "../memberships/appointment.rules.ts";
import { endTerms } from "../memberships/membership.actions.ts";
import { findPost } from "../memberships/membership.store.ts";
import { rightAsSteward } from "../memberships/steward.store.ts";
import { OrganizationDissolved } from "../organizations/organization.errors.ts";
import { findOrganization, lockOrganization } from "../organizations/organization.store.ts";
import { type NewPost, newPost } from "./post.input.ts";
import { findPostRow, insertPost, markAbolished, type PostRow } from "./post.store.ts";

/** Makes a post, vacant, at an organization. A post with a role is made by those who may hand that role out. */
export async function createPost(context: Context, input: NewPost) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const organization = isUuid(input.organizationId)
    ? await findOrganization(db, input.organizationId)
    : undefined;
  if (!organization) return new NotFound("organization");
  const stewards = appointersOf(organization.classification, input.role ?? null);
  const right = await rightAsSteward(db, viewer, organization, stewards);
  if (!right) return new NotAllowed("You may not make such a post here.");
  const parsed = newPost.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...post } = parsed.data;

  return once<typeof relations, PostRow, OrganizationDissolved>(context, viewer, {
    key,
    request: ["createPost", post],
    async first(tx) {
      if ((await lockOrganization(tx, organization.id))!.dissolvedOn !== null)
        return new OrganizationDissolved();
      const at = now();
      const row = await insertPost(tx, { ...post, id: uuidv7(+at), createdOn: dateIn(at) });
      await recordChange(tx, context, right, { entity: "POST", id: row.id, from: null, to: "CREATED" });
      return row;
    },
    again: async (tx, id) => (await findPostRow(tx, id))!,
  });
}

/** Abolishes a post from today on; whoever holds it holds it no more. Asked again, it answers the same. */
export async function abolishPost(context: Context, id: string) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const post = isUuid(id) ? await findPost(db, id) : undefined;
  if (!post) return new NotFound("post");
  const stewards = appointersOf(post.organization.classification, post.role);
  const right = await rightAsSteward(db, viewer, post.organization, stewards);
  if (!right) return new NotAllowed("This post is not yours to abolish.");

  return db.transaction(async (tx) => {
    const on = dateIn(now());
    const abolished = await markAbolished(tx, post.id, on);
    if (!abolished) return (await findPostRow(tx, post.id))!;
    await endTerms(tx, context, right, { terms: { postIds: [post.id] }, on, how: "ENDED" });
    await recordChange(tx, context, right, {
      entity: "POST",
      id: post.id,
      from: "CREATED",
      to: "ABOLISHED",
    });
    return abolished;
  });
}
