import type { Counted } from '../../duplicates/duplicate-report-queries.ts'
import type { Dimension, Subset } from '../../duplicates/duplicate-rules.ts'

/** The figures of the whole period; null when nobody registered in it. */
export const wholeOf = (counted: readonly Counted[], subset: Subset): Counted | null =>
  by(counted, subset, 'whole')[0] ?? null

/** The figures of one kind, in their order. */
export const by = (counted: readonly Counted[], subset: Subset, dimension: Dimension): readonly Counted[] =>
  counted.filter((one) => one.subset === subset && one.dimension === dimension)
