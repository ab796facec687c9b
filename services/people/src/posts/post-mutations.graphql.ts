import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Role } from "../grants/role.graphql.ts";
import { abolishPost, createPost } from "./post.actions.ts";
import { OrganizationDissolved } from "../organizations/organization.errors.ts";
import { Post } from "./post.graphql.ts";

const CreatePostInput = builder.inputType("CreatePostInput", {
  description: "A new post (新设岗位).",
  fields: (t) => ({
    organizationId: t.id({ required: true, description: "Whose it is (组织)." }),
    title: t.string({ required: true, description: "1 to 60 characters (岗位名称)." }),
    isLeadership: t.boolean({ required: true, description: "Belongs to the leadership (班子岗位)." }),
    isContact: t.boolean({ required: true, description: "Whom residents turn to (联系岗位)." }),
    isResponsible: t.boolean({ required: true, description: "Answers for the office (专人负责)." }),
    role: t.field({ type: Role, description: "What its holder may do (岗位角色)." }),
    idempotencyKey: t.string({
      required: true,
      description: "Made anew for each wish, kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("createPost", (t) =>
  t.errorUnionField({
    description: "Makes a post at an organization (设立岗位).",
    types: [
      Post,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      OrganizationDissolved,
    ],
    union: { name: "CreatePostResult", description: "The post, or why not (结果)." },
    args: { input: t.arg({ type: CreatePostInput, required: true, description: "The post (岗位)." }) },
    resolve: (_root, { input }, context) => createPost(context, input),
  }),
);

builder.mutationField("abolishPost", (t) =>
  t.errorUnionField({
    description: "Abolishes a post from today on; its holder holds it no more (撤销岗位).",
    types: [Post, NotSignedIn, NotAllowed, NotFound],
    union: { name: "AbolishPostResult", description: "The post, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The post's id (岗位编号)." }) },
    resolve: (_root, { id }, context) => abolishPost(context, id),
  }),
);
