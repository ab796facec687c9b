/**
 * A room number in its one form, however it was typed: "１６０２ 室" is 1602. One door must not become two households,
 * each with its own count of people.
 */
export function roomNumber(typed: string): string {
  return typed.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase().replace(/室$/, "");
}
