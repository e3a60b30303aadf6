// Months, days and counts per month. Times are ISO 8601, UTC, as the data has them.

export const dayOf = (iso) => (iso ? iso.slice(0, 10) : "");
export const monthOf = (iso) => iso.slice(0, 7);

/** Months since the year 0. */
export const monthNumber = (iso) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;

/** "2023-05" */
export const monthName = (number) =>
  `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

/** [{start, count}] of all months from the first to the last of `times`. */
export function monthsOf(times) {
  if (times.length === 0) return [];
  const numbers = times.map(monthNumber);
  const first = numbers.reduce((a, b) => Math.min(a, b));
  const counts = new Array(numbers.reduce((a, b) => Math.max(a, b)) - first + 1).fill(0);
  for (const number of numbers) ++counts[number - first];
  return counts.map((count, i) => ({ start: `${monthName(first + i)}-01T00:00:00Z`, count }));
}
