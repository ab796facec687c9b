/** A name as strangers see it: the first character, then two asterisks (C2). */
export function maskName(name: string): string {
  return `${[...name][0] ?? ""}**`;
}

/** A phone number as it is shown: 138****1234. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? "****" : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
