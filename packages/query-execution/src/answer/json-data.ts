import type { Data } from "../subgraph.ts";

/** The data of an answer, already written as JSON. `JSON.stringify` takes it as it would the data itself. */
export class JsonData {
  readonly json: string;
  /** How many objects are in it, the data itself left out. */
  readonly objects: number;

  constructor(json: string, objects: number) {
    this.json = json;
    this.objects = objects;
  }

  toJSON(): Data {
    return JSON.parse(this.json) as Data;
  }
}
