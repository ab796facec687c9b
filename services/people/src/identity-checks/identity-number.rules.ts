import { createHmac } from "node:crypto";
import { z } from "zod";

const birthDate = z.iso.date();

/** The 18th character of an identity number, by its first 17 digits: ISO 7064 MOD 11-2, as GB 11643 has it. */
export function checkCharacter(digits: string): string {
  const sum = [...digits].reduce((rest, digit) => (rest + Number(digit)) * 2, 0);
  return "10X98765432"[sum % 11]!;
}

/** An identity number as it is written, with the birth date inside it; null for what is none. */
export function readIdentityNumber(text: string, today: string) {
  const number = text.trim().toUpperCase();
  if (!/^[1-9]\d{5}(18|19|20)\d{9}[\dX]$/.test(number) || checkCharacter(number.slice(0, 17)) !== number[17])
    return null;
  const born = birthDate.safeParse(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  return born.success && born.data <= today ? { number, birthDate: born.data } : null;
}

/** All that is kept of a number: without the secret nobody can find it by trying numbers. */
export function hashOfNumber(secret: string, number: string): string {
  return createHmac("sha256", secret).update(`identity-number:${number}`).digest("hex");
}
