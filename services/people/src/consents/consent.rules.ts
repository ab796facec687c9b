/** What somebody may consent to, each apart; a text that changes is a new version, and asks anew. */
export const consentTexts = {
  COUPON_CLAIM: ["同意平台核对本人的居住核验和年龄，以判断能否领取优惠券；商家看不到姓名和电话。"],
  ACTIVITY_PHOTO: [
    "同意活动照片用于社区宣传。",
    "同意活动照片用于社区宣传栏和公众号；可随时撤回，撤回后一周内删除。",
  ],
  CONTACT_BY_WORKER: ["同意社区工作者就本人反映的事项打电话联系。"],
  AUTOMATED_MATCHING: ["同意平台按本人填写的特长自动推荐志愿活动；可查看推荐理由，也可关闭。"],
  MINOR_CARE: ["同意孩子参加“五点半课堂”等托管，并由在场工作人员查看接送名单。"],
} as const satisfies Record<string, readonly string[]>;
export const consentPurposes = [
  "COUPON_CLAIM",
  "ACTIVITY_PHOTO",
  "CONTACT_BY_WORKER",
  "AUTOMATED_MATCHING",
  "MINOR_CARE",
] as const satisfies readonly (keyof typeof consentTexts)[];
export type ConsentPurpose = (typeof consentPurposes)[number];

/** The version of a purpose's text that is asked for now: 1 is the first. */
export const currentVersion = (purpose: ConsentPurpose): number => consentTexts[purpose].length;

export type Step = {
  purpose: ConsentPurpose;
  ordinal: number;
  version: number;
  given: boolean;
  givenBy: string;
  at: Date;
};

/** What somebody said last about one purpose. */
export type Consent = {
  personId: string;
  purpose: ConsentPurpose;
  given: boolean;
  /** Of the text that was consented to or withdrawn from; null before the first word. */
  version: number | null;
  changedAt: Date | null;
  /** Given, but to an older text, or by a guardian for somebody who has come of the age to consent. */
  needsRenewal: boolean;
};

/** What somebody's steps come to, for each purpose. */
export function consentsFrom(
  personId: string,
  steps: readonly Step[],
  consentsThemselves: boolean,
): Consent[] {
  return consentPurposes.map((purpose) => {
    const last = lastStep(steps, purpose);
    return {
      personId,
      purpose,
      given: last?.given ?? false,
      version: last?.version ?? null,
      changedAt: last?.at ?? null,
      needsRenewal:
        !!last?.given &&
        (last.version !== currentVersion(purpose) || (consentsThemselves && last.givenBy !== personId)),
    };
  });
}

/** The last step that was taken about a purpose. */
export function lastStep<Of extends Step>(steps: readonly Of[], purpose: ConsentPurpose): Of | undefined {
  return steps.filter((step) => step.purpose === purpose).toSorted((a, b) => b.ordinal - a.ordinal)[0];
}
