/** How many references there are. */
export const REFERENCES = 9_000_000

/** Seven digits and a check digit (Luhn), so that a mistyped reference is found out before it finds another school's claim. */
export function referenceFrom(number: number): string {
  const digits = String(1_000_000 + (number % REFERENCES))
  return `${digits}${checkDigit(digits)}`
}

/** A reference as somebody typed it, without spaces and hyphens; null where it cannot be one. */
export function parseReference(typed: string): string | null {
  const digits = typed.replaceAll(/[\s\u200B-\u200D\uFEFF-]/g, '')
  if (!/^[1-9][0-9]{7}$/.test(digits)) return null
  return checkDigit(digits.slice(0, 7)) === Number(digits[7]) ? digits : null
}

function checkDigit(digits: string): number {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return (10 - (sum % 10)) % 10
}
