/** A filter of rows with `name` and `namePairs`: those whose name contains a text, large and small letters alike. */
export function nameContains(words: string) {
  const pairs = pairsOf(words);
  return {
    // By these the index finds candidates; a single character has none.
    ...(pairs.length > 0 && { namePairs: { arrayContains: pairs } }),
    // One pair says it all; of more, the order is to be looked at.
    ...(pairs.length !== 1 && { name: { ilike: `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` } }),
  };
}

/** The pairs of neighbouring characters of a text, in small letters. */
function pairsOf(words: string): string[] {
  const characters = [...words.toLowerCase()];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
