import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { builder, UserError } from "../builder.ts";
import type { ImportProblem as Problem } from "./import-file.rules.ts";
import { ImportRefused } from "./import.errors.ts";
import { importPlaces, previewPlaceImport } from "./place-import.actions.ts";
import { importRoster, previewRosterImport } from "./roster-import.actions.ts";

const ImportProblem = builder.objectRef<Problem>("ImportProblem").implement({
  description: "What is wrong in a file, and where; never what stands there (导入问题).",
  fields: (t) => ({
    line: t.exposeInt("line", { description: "The line, from 1; the header is line 1 (行号)." }),
    column: t.exposeString("column", {
      nullable: true,
      description: "The column's heading; null where it is the whole line or file (列名).",
    }),
    message: t.exposeString("message", { description: "One English sentence for people (问题说明)." }),
  }),
});

const problemFields = {
  problems: { description: "The first 100 problems, by line (问题列表)." },
  problemCount: { description: "How many there are in all (问题总数)." },
} as const;

builder.objectType(ImportRefused, {
  name: "ImportRefused",
  description: "The file has problems: no row of it was imported (导入被拒).",
  interfaces: [UserError],
  fields: (t) => ({
    problems: t.field({
      ...problemFields.problems,
      type: [ImportProblem],
      resolve: ({ problems }) => [...problems],
    }),
    problemCount: t.exposeInt("problemCount", problemFields.problemCount),
  }),
});

type Preview = Exclude<Awaited<ReturnType<typeof previewPlaceImport>>, Error>;

const ImportPreview = builder.objectRef<Preview>("ImportPreview").implement({
  description: "What a file would bring; nothing was changed (导入预检).",
  isTypeOf: (value) => value instanceof Object && "problemCount" in value && !(value instanceof Error),
  fields: (t) => ({
    rows: t.exposeInt("rows", { description: "Rows of the file (行数)." }),
    created: t.exposeInt("created", { description: "Rows that would add something (将新增)." }),
    unchanged: t.exposeInt("unchanged", { description: "Rows of what is there already (无变化)." }),
    problems: t.field({
      ...problemFields.problems,
      type: [ImportProblem],
      resolve: ({ problems }) => [...problems],
    }),
    problemCount: t.exposeInt("problemCount", problemFields.problemCount),
  }),
});

const Import = builder.drizzleObject("imports", {
  name: "Import",
  description: "A file that was imported (导入记录).",
  isTypeOf: (value) => value instanceof Object && "unchanged" in value && "at" in value,
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    rows: t.exposeInt("rows", { description: "Rows of the file (行数)." }),
    created: t.exposeInt("created", { description: "Rows that added something (新增)." }),
    unchanged: t.exposeInt("unchanged", { description: "Rows of what was there already (无变化)." }),
    at: t.expose("at", { type: "DateTime", description: "When (导入时间)." }),
  }),
});

const withinId = {
  required: true,
  description: "The place that holds all places the file names as above or as buildings (所属地点).",
} as const;
const file = {
  required: true,
  description:
    "The CSV file in base64, of at most 150,000 bytes, in UTF-8 or GB18030; larger ones are imported by command (文件).",
} as const;
const idempotencyKey = {
  required: true,
  description: "8 to 100 characters; made anew for each wish (请求键).",
} as const;
const refusals = [NotSignedIn, NotAllowed, NotFound, InvalidInput] as const;

builder.mutationFields((t) => ({
  previewPlaceImport: t.errorUnionField({
    description:
      "Says what a file of places (名称, 类别, 上级) would bring, and what is wrong with it (地点导入预检).",
    types: [ImportPreview, ...refusals],
    union: { name: "PreviewPlaceImportResult", description: "What it would bring, or why not (结果)." },
    args: { withinId: t.arg.id(withinId), file: t.arg.string(file) },
    resolve: (_root, input, context) => previewPlaceImport(context, input),
  }),
  importPlaces: t.errorUnionField({
    description: "Imports a file of places (名称, 类别, 上级), all rows or none (导入地点).",
    types: [Import, ...refusals, IdempotencyKeyReused, ImportRefused],
    union: { name: "ImportPlacesResult", description: "What it brought, or why not (结果)." },
    args: {
      withinId: t.arg.id(withinId),
      file: t.arg.string(file),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, input, context) => importPlaces(context, input),
  }),
  previewRosterImport: t.errorUnionField({
    description:
      "Says what a roster (姓名, 手机号, 出生日期, 楼宇, 房号, 居住身份, 入住日期) would bring, and what is wrong with it (名册导入预检).",
    types: [ImportPreview, ...refusals],
    union: { name: "PreviewRosterImportResult", description: "What it would bring, or why not (结果)." },
    args: { withinId: t.arg.id(withinId), file: t.arg.string(file) },
    resolve: (_root, input, context) => previewRosterImport(context, input),
  }),
  importRoster: t.errorUnionField({
    description: "Imports a roster, all rows or none; the homes it names are yet to be verified (导入名册).",
    types: [Import, ...refusals, IdempotencyKeyReused, ImportRefused],
    union: { name: "ImportRosterResult", description: "What it brought, or why not (结果)." },
    args: {
      withinId: t.arg.id(withinId),
      file: t.arg.string(file),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, input, context) => importRoster(context, input),
  }),
}));
