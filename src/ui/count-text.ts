const ENGLISH = new Intl.NumberFormat('en-GB')

/** "4,310". */
export const countText = (count: number): string => ENGLISH.format(count)
