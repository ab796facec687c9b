import { addMonths, dateIn } from "@linli/kernel";

/** The same day of an earlier month (of a later one, if negative), or that month's last day: `yyyy-mm-dd`. */
export function monthsAgo(months: number, today: Date): string {
  return addMonths(dateIn(today), -months);
}

/** The birth date of someone who is that old today: the world stays as old as it was laid out, whenever that is. */
export function birthDateOf(
  { age, daysSinceBirthday }: { age: number; daysSinceBirthday: number },
  today: Date,
): string {
  const birthday = new Date(Date.parse(dateIn(today)) - daysSinceBirthday * 86_400_000);
  return addMonths(birthday.toISOString().slice(0, 10), -age * 12);
}
