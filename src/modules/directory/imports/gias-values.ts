export const URN = /^\d{5,6}$/
export const UKPRN = /^[1-9]\d{7}$/
/** What tells an e-mail address from a mistake; whether it can be reached, only sending tells. */
export const EMAIL = /^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i

/** Capital letters, and one space before the last three characters where it is a whole postcode. */
export function postcodeOf(value: string | null): string | null {
  if (value === null) return null
  const compact = value.toUpperCase().replaceAll(' ', '')
  return POSTCODE.test(compact) ? `${compact.slice(0, -3)} ${compact.slice(-3)}` : value.toUpperCase()
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/

/** GIAS's own extract loses the first nought of telephone numbers. */
export const telephoneOf = (value: string | null): string | null =>
  value !== null && /^[1-9]\d{8,9}$/.test(value) ? `0${value}` : value

/** Companies House numbers are 8 characters; spreadsheets take the noughts away. */
export const companyNumberOf = (value: string | null): string | null =>
  value !== null && /^\d{1,8}$/.test(value) ? value.padStart(8, '0') : value

/** "06" is written "6" by spreadsheets. */
export const groupTypeOf = (value: string | null): string | null =>
  value !== null && /^\d$/.test(value) ? `0${value}` : value
