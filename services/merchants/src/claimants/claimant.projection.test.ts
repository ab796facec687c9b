import { consentChanged, volunteerTimeCertified } from "@linli/events";
import { expect, test } from "vitest";
import { createWorld, newResident } from "../../test/world.ts";

test("who withdraws the consent claims nothing more, until it is given again", async () => {
  const w = await createWorld();
  const [offerId, resident] = [await w.addOffer({ limitPerPerson: 9 }), newResident()];
  const claim = async () => (await w.claimWithoutConsent(offerId, resident)).__typename;
  const say = (given: boolean, purpose = "COUPON_CLAIM") =>
    w.deliver({
      name: consentChanged.name,
      payload: { personId: resident.person, purpose, given, version: 1 },
    });
  const answers = [await claim()];
  for (const step of [
    () => say(true, "ACTIVITY_PHOTO"),
    () => say(true),
    () => say(false, "MINOR_CARE"),
    () => say(false),
    () => say(true),
  ]) {
    await step();
    answers.push(await claim());
  }
  expect(answers).toEqual([
    "ConsentRequired",
    "ConsentRequired",
    "Coupon",
    "Coupon",
    "ConsentRequired",
    "Coupon",
  ]);
});

test("the last word on somebody's volunteer time counts", async () => {
  const w = await createWorld();
  const { person: personId } = newResident();
  for (const minutes of [90, 60])
    await w.deliver({ name: volunteerTimeCertified.name, payload: { personId, minutes } });
  expect(await w.db.query.volunteerTime.findMany()).toEqual([{ personId, minutes: 60 }]);
});
