/** An amount of money: an integer number of fen (1/100 yuan). */
export type Fen = number;

/** What one amount may be at most: one hundred million yuan, far below what a PostgreSQL integer column may lose. */
export const maxFen = 1_000_000_000;
