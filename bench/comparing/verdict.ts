import { type Compared, ratioOf } from './compare.ts'

/** quality.md: no page makes more queries, whatever the size. */
const MOST_QUERIES = 15
/** quality.md: list and search pages stay within so many times from 1,000 rows to national size. */
const BAR = 1.5

/** Holds pages to the bars for queries and for growing with the rows, and says so. */
export function verdict(compared: readonly Compared[]): boolean {
  const most = Math.max(...compared.flatMap(({ small, large }) => [small.queries, large.queries]))
  // One less where there is nothing to name, such as trusts.
  const isFlat = compared.every(({ small, large }) => large.queries - small.queries <= 1)
  const queries = most <= MOST_QUERIES && isFlat
  console.log(
    `${queries ? 'PASS' : 'FAIL'}: at most ${most} queries a page (the bar is ${MOST_QUERIES}), ${isFlat ? 'no more' : 'MORE'} at national size`,
  )
  const judged = compared.filter((page) => page.judged)
  const worst = judged.reduce((one, other) => (ratioOf(one) > ratioOf(other) ? one : other))
  const times = ratioOf(worst) <= BAR
  console.log(
    `${times ? 'PASS' : 'FAIL'}: national size takes at most ${ratioOf(worst).toFixed(2)} times as long (${worst.name}); the bar is ${BAR}, for ${judged.length} pages`,
  )
  return queries && times
}
