import { NotAllowed } from "@linli/kernel";
import type { FieldRef, SchemaTypes } from "@pothos/core";
import type { Context } from "../context.ts";
import { type Agenda, mayReadAgenda } from "./agenda-item.rules.ts";

/** Makes fields answer those alone who may read the agenda that their row belongs to; others are refused. */
export function forAgendaReaders<Row>(agendaOf: (row: Row) => Agenda) {
  return <Types extends SchemaTypes, Value>(field: FieldRef<Types, Value>): FieldRef<Types, Value> => {
    field.updateConfig((config) => ({
      ...config,
      resolve(row, args, context, info) {
        const { viewer } = context as Context;
        if (!mayReadAgenda(viewer, agendaOf(row as Row)))
          throw new NotAllowed("Until its minutes are confirmed, an agenda shows to those who take part.");
        return config.resolve!(row, args, context, info);
      },
    }));
    return field;
  };
}

/** A place's path, as rows of `place_paths` that a selection holds. */
export const idsOf = (path: readonly { ancestorId: string }[]) => path.map(({ ancestorId }) => ancestorId);
