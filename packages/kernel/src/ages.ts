/** Below this age everything about a person is sensitive, and a guardian consents for them, as the law has it. */
export const childUntil = 14;

/** From this age on nobody is a minor, and nobody's guardian acts for them. */
export const adultAge = 18;
