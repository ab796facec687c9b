import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCharacter, hashOfNumber, readIdentityNumber } from "./identity-number.rules.ts";

const today = "2026-11-23";
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(""));
const birthDate = fc
  .date({ min: new Date("1900-01-01"), max: new Date(today), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Made-up numbers of people in 文山市 that hold. */
const numbers = fc.tuple(birthDate, digits(3)).map(([born, sequence]) => {
  const start = `532601${born.replaceAll("-", "")}${sequence}`;
  return { born, number: start + checkCharacter(start) };
});

test("a valid number is read, with its birth date, however it is typed", () => {
  expect(checkCharacter("11010519491231002")).toBe("X");
  expect(checkCharacter("44052418800101001")).toBe("4");
  fc.assert(
    fc.property(numbers, ({ born, number }) => {
      expect(readIdentityNumber(` ${number.toLowerCase()} `, today)).toEqual({ number, birthDate: born });
    }),
  );
});

test("one wrong character or two swapped neighbours make no number", () => {
  fc.assert(
    fc.property(
      numbers,
      fc.nat(17),
      fc.constantFrom(..."0123456789X"),
      fc.nat(16),
      ({ number }, index, character, left) => {
        const wrong = number.slice(0, index) + character + number.slice(index + 1);
        const swapped = number.slice(0, left) + number[left + 1] + number[left] + number.slice(left + 2);
        for (const text of [wrong, swapped])
          if (text !== number) expect(readIdentityNumber(text, today)).toBeNull();
      },
    ),
    { numRuns: 2_000 },
  );
});

test("a date that is not in the calendar or still to come, and other lengths, make no number", () => {
  const withCheck = (start: string) => start + checkCharacter(start);
  for (const date of ["19990229", "20001301", "20000431", "20000000", "20261124", "00000101"])
    expect(readIdentityNumber(withCheck(`532601${date}001`), today)).toBeNull();
  expect(readIdentityNumber(withCheck("53260120000229001"), today)).not.toBeNull();
  for (const text of ["", "1", "53260120000229001", `${withCheck("53260120000229001")}0`, "\0".repeat(18)])
    expect(readIdentityNumber(text, today)).toBeNull();
});

test("a hash depends on the secret and says nothing of the number", () => {
  const number = "11010519491231002X";
  expect(hashOfNumber("one", number)).toBe(hashOfNumber("one", number));
  expect(hashOfNumber("one", number)).not.toBe(hashOfNumber("two", number));
  expect(hashOfNumber("one", number)).toMatch(/^[0-9a-f]{64}$/);
});
