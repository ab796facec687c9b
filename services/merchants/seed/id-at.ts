import { fixedId } from "@linli/demo-world";

/** An id of version 7, which begins with its time: what is in the order of its ids is in that of its time. */
export function idAt(at: Date, name: string): string {
  const time = (+at).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}${fixedId(name).slice(13)}`;
}
