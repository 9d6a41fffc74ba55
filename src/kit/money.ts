import type { Brand } from './ids.ts'

/** Whole pence. Never a fraction: rounding is always named. */
export type Money = Brand<number, 'Money'>

export function pence(amount: number): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of pence`)
  return amount as Money
}

export const add = (...amounts: readonly Money[]): Money => pence(amounts.reduce((sum, amount) => sum + amount, 0))

export const subtract = (amount: Money, taken: Money): Money => pence(amount - taken)

/** `count` must be whole, such as hours of training. */
export const times = (amount: Money, count: number): Money => {
  if (!Number.isInteger(count)) throw new RangeError(`${count} is not a whole count`)
  return pence(amount * count)
}
