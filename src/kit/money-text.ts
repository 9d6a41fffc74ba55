import type { Money } from './money.ts'

/** "£1,894.20", with pence always, as every page, message and history shows money; what is taken off as "−£315.70". */
export function moneyText(amount: Money): string {
  const whole = Math.trunc(Math.abs(amount) / 100).toLocaleString('en-GB')
  const rest = String(Math.abs(amount) % 100).padStart(2, '0')
  return `${amount < 0 ? '−' : ''}£${whole}.${rest}`
}

/** "1894.20", as files write money: no sign of pounds, no commas. */
export const plainMoney = (amount: Money): string =>
  `${amount < 0 ? '-' : ''}${Math.trunc(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`
