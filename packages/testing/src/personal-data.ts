/** Somebody whose name and phone number no log and no error may hold. */
type Somebody = { name: string; phone: string };

/** The lines that hold the name or the phone number of one of these people. */
export function linesAbout(people: readonly Somebody[], text: string): string[] {
  const secrets = people.flatMap(({ name, phone }) => [name, phone]);
  const anyOf = new RegExp(secrets.map((secret) => RegExp.escape(secret)).join("|"));
  return text.split("\n").filter((line) => anyOf.test(line));
}
