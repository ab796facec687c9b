/** Seven digits or more, however they are set apart. */
const number = /\p{Nd}(?:[\s().·（）+-]{0,2}\p{Nd}){6,}/gu;

/** How to reach a merchant as those see it who do not work there: numbers as 138****1234 (C2). */
export const maskContact = (contact: string): string =>
  contact.replaceAll(number, (given) => {
    const digits = given.replaceAll(/\P{Nd}/gu, "");
    return `${digits.length < 8 ? "" : digits.slice(0, 3)}****${digits.slice(-4)}`;
  });
