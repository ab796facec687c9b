/** Tells the seconds since it was made, as people read them. */
export function stopwatch(): () => string {
  const start = performance.now();
  return () => seconds(performance.now() - start);
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
