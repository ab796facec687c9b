import { expect, test } from "vitest";
import { daysOf, periodOf, type StatementEntry } from "./statement.rules.ts";
import { statementCsv } from "./statement-csv.ts";

test("a month is one of Asia/Shanghai, and days are from the first to before the last", () => {
  const november = { from: new Date("2026-10-31T16:00:00Z"), until: new Date("2026-11-30T16:00:00Z") };
  expect(periodOf({ month: "2026-11" })).toEqual(november);
  expect(daysOf(november)).toEqual(["2026-11-01", "2026-11-30"]);
  expect(periodOf({ from: "2026-11-01", until: "2026-12-01" })).toEqual(november);
  expect(periodOf({ month: "2028-02" })).toMatchObject({ until: new Date("2028-02-29T16:00:00Z") });
});

test.each([
  [{}, "month"],
  [{ month: "2026-13" }, "month"],
  [{ month: "26-11" }, "month"],
  [{ month: "2026-11", from: "2026-11-01" }, "month"],
  [{ from: "2026-11-01" }, "month"],
  [{ from: "2026-11-01", until: "2026-11-01" }, "until"],
  [{ from: "2026-11-02", until: "2026-11-01" }, "until"],
  [{ from: "2026-01-01", until: "2027-01-03" }, "until"],
  [{ from: "0000-01-01", until: "0000-02-01" }, "from"],
  [{ from: "1899-12-31", until: "1900-01-01" }, "from"],
  [{ from: "2199-12-31", until: "2200-01-01" }, "until"],
])("%j is no period", (input, path) => expect(periodOf(input)).toMatchObject({ path }));

const entry: StatementEntry = {
  redemptionId: "01a2068f-8a00-7ee8-85c0-0fabee377088",
  kind: "REDEMPTION",
  at: new Date("2026-11-30T15:59:59.999Z"),
  redeemedAt: new Date("2026-11-23T04:00:00Z"),
  outletId: "outlet",
  offerId: "offer",
  spentFen: 123_456,
  savedFen: 7,
  outletName: "一店",
  offerTitle: "早餐套餐",
};

test("the CSV is read by spreadsheets as it is meant", () => {
  const reversal = { ...entry, kind: "REVERSAL" as const, spentFen: -123_456, savedFen: -7 };
  expect(statementCsv([{ ...entry, offerTitle: '套餐"大",\n双人' }, reversal])).toBe(
    "\ufeff入账时间,类型,核销时间,门店,优惠,消费金额（元）,优惠金额（元）,核销编号\r\n" +
      `2026-11-30 23:59:59,核销,2026-11-23 12:00:00,一店,"套餐""大"",\n双人",1234.56,0.07,${entry.redemptionId}\r\n` +
      `2026-11-30 23:59:59,撤销,2026-11-23 12:00:00,一店,早餐套餐,-1234.56,-0.07,${entry.redemptionId}\r\n`,
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠1", "|cmd", "%0A"])(
  "a merchant's words %j stay words",
  (words) => {
    const csv = statementCsv([{ ...entry, outletName: words, offerTitle: words }]);
    expect(csv.split(`'${words}`)).toHaveLength(3);
  },
);
