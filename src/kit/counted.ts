const ENGLISH = new Intl.NumberFormat('en-GB')

/** A number with its noun: "1 row", "4,310 rows", "0 rows". */
export const counted = (count: number, one: string, many: string): string =>
  `${ENGLISH.format(count)} ${count === 1 ? one : many}`
