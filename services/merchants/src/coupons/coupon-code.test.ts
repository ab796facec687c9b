import { uuidv7 } from "@linli/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { couponCodes, readCode } from "./coupon-code.ts";

const codes = couponCodes("a secret of at least thirty-two characters");

test("a coupon's code is the same each time, and another under another secret", () => {
  const id = uuidv7();
  expect(codes.codeOf(id)).toBe(codes.codeOf(id));
  expect(codes.codeOf(id)).not.toBe(couponCodes("another secret of thirty-two characters").codeOf(id));
  expect(codes.codeOf(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}[0-9A-HJKMNP-TV-Z*~$=U]$/);
  expect(codes.hashOf(codes.codeOf(id))).not.toContain(codes.codeOf(id));
});

test("every code is read back, however it is typed", () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const code = codes.codeOf(id);
      expect(readCode(code)).toBe(code);
      expect(readCode(` ${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)} `.toLowerCase())).toBe(code);
      expect(readCode(code.replaceAll("0", "o").replaceAll("1", "l"))).toBe(code);
    }),
  );
});

test("one wrong character or two swapped neighbours make no code", () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.nat(11),
      fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
      (id, place, other) => {
        const code = codes.codeOf(id);
        const [here, next] = [code[place]!, code[place + 1]!];
        if (other !== here) expect(readCode(code.slice(0, place) + other + code.slice(place + 1))).toBeNull();
        if (place < 11 && here !== next) {
          expect(readCode(code.slice(0, place) + next + here + code.slice(place + 2))).toBeNull();
        }
      },
    ),
  );
});

test.each(["", "0", "' or 1=1", "0".repeat(10_000), "ABCDEFGHJKMN"])("%j is no code", (typed) => {
  expect(readCode(typed.slice(0, 10_000))).toBeNull();
});
