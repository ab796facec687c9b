import { NotAllowed } from "@linli/kernel";
import { builder } from "../builder.ts";
import { loadPerson, Person } from "../people/person.graphql.ts";
import { auditLogCheck, countReadings, mayAudit } from "./audit.actions.ts";
import { type Break, type breaks, type dataClasses } from "./audit.rules.ts";

export const DataClass = builder.enumType("DataClass", {
  description: "How private data is (数据级别).",
  values: {
    C2: { description: "Personal: phone, full name, birth date, building (个人信息)." },
    C3: { description: "Sensitive: room, and all about a child under 14 (敏感个人信息)." },
  } satisfies Record<(typeof dataClasses)[number], object>,
});

const AuditEntry = builder.drizzleObject("auditEntries", {
  name: "AuditEntry",
  description: "Somebody's data was read in clear by another one (访问记录).",
  select: { columns: { sequence: true, readerId: true, personId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    at: t.expose("at", { type: "DateTime", description: "When (时间)." }),
    readerId: t.exposeID("readerId", { description: "The id of who read it (查看人编号)." }),
    reader: t.field({
      type: Person,
      nullable: true,
      description: "Who read it, as far as the viewer sees people (查看人).",
      resolve: ({ readerId }, _args, context, info) => loadPerson(readerId, context, info),
    }),
    personId: t.exposeID("personId", { description: "The id of whose data it is (本人编号)." }),
    role: t.exposeString("role", { nullable: true, description: "In which role (角色)." }),
    dataClass: t.expose("dataClass", { type: DataClass, description: "How private it is (数据级别)." }),
    fields: t.exposeStringList("fields", { description: "Which fields (字段)." }),
    disclosureId: t.exposeID("disclosureId", {
      nullable: true,
      description: "The request by which it was open (查看申请编号).",
    }),
    requestId: t.exposeString("requestId", {
      nullable: true,
      description: "The request to the platform, for its logs (请求编号).",
    }),
  }),
});

builder.drizzleObjectField(Person, "accessLog", (t) =>
  t.drizzleConnection({
    type: AuditEntry,
    nullable: true,
    description: "Who looked at the person's data, the newest first, to the person alone (谁看过我的信息).",
    totalCount: ({ id }, _args, context) => countReadings(context, id),
    resolve: (query, { id }, _args, { db, viewer }) => {
      if (viewer?.person !== id) throw new NotAllowed("The access log shows to the person alone.");
      return db.query.auditEntries.findMany(
        query({
          columns: { sequence: true, readerId: true, personId: true },
          where: { personId: id },
          orderBy: { sequence: "desc" },
        }),
      );
    },
  }),
);

builder.queryField("auditLog", (t) =>
  t.drizzleConnection({
    type: AuditEntry,
    nullable: true,
    description:
      "All reads of people's data in clear, the newest first, to auditors; ids, no names (访问日志).",
    resolve: (query, _root, _args, { db, viewer }) => {
      if (!mayAudit(viewer)) throw new NotAllowed("The audit log is for auditors.");
      return db.query.auditEntries.findMany(
        query({
          columns: { sequence: true, readerId: true, personId: true },
          orderBy: { sequence: "desc" },
        }),
      );
    },
  }),
);

const BreakKind = builder.enumType("AuditBreakKind", {
  description: "How the chain of the audit log is broken (断链方式).",
  values: {
    MISSING: { description: "An entry is not there (缺失)." },
    OUT_OF_ORDER: { description: "It does not follow the one before (次序不符)." },
    CHANGED: { description: "It is not what it was (被改动)." },
  } satisfies Record<(typeof breaks)[number], object>,
});

const AuditBreak = builder.objectRef<Break>("AuditBreak").implement({
  description: "The first link of the audit log that does not hold (首个断点).",
  fields: (t) => ({
    position: t.int({ description: "Which entry, from 1 (第几条).", resolve: ({ sequence }) => sequence }),
    kind: t.expose("kind", { type: BreakKind, description: "How (方式)." }),
  }),
});

const AuditCheck = builder.objectRef<Awaited<ReturnType<typeof auditLogCheck>>>("AuditCheck").implement({
  description: "What a check of the audit log found (日志校验结果).",
  fields: (t) => ({
    checked: t.exposeInt("checked", { description: "How many entries hold (已校验条数)." }),
    broken: t.expose("broken", {
      type: AuditBreak,
      nullable: true,
      description: "The first that does not; null where all do (首个断点).",
    }),
    head: t.exposeString("head", {
      description:
        "The chain's last hash: who keeps it can tell later whether anything before was changed (链尾哈希).",
    }),
  }),
});

builder.queryField("auditLogCheck", (t) =>
  t.field({
    type: AuditCheck,
    nullable: true,
    description: "Checks the audit log from its first entry, for auditors (校验访问日志).",
    resolve: (_root, _args, context) => auditLogCheck(context),
  }),
);
