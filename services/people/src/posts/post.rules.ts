/** The posts that exist on a date, as a filter of posts. */
export const existingOn = (on: string) => ({
  AND: [
    { OR: [{ createdOn: { isNull: true as const } }, { createdOn: { lte: on } }] },
    { OR: [{ abolishedOn: { isNull: true as const } }, { abolishedOn: { gt: on } }] },
  ],
});
