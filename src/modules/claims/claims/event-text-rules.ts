import { moneyText } from '#src/kit/money-text.ts'

/** "1 hour", "16 hours". */
export const hoursText = (hours: number): string => `${hours} ${hours === 1 ? 'hour' : 'hours'}`

/** A sum in a sentence of the history. */
export const sumText = moneyText
