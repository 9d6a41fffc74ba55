/** The mailbox providers that people type most; schools' own domains are never doubted. */
const COMMON = [
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'outlook.com',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'live.co.uk',
  'btinternet.com',
]

const NEAR = 2

/**
 * "Did you mean …?": the address with the common domain that it is one or two letters from, or null.
 * A warning only: the address as typed stays allowed.
 */
export function likelyAddress(address: string): string | null {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).toLowerCase()
  if (COMMON.includes(domain)) return null
  const nearest = COMMON.map((common) => ({ common, distance: distance(domain, common) })).sort(
    (one, other) => one.distance - other.distance,
  )[0]
  return nearest && nearest.distance <= NEAR ? `${address.slice(0, at)}@${nearest.common}` : null
}

/** Edits between two words, where swapping two neighbouring letters is one edit. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let row = 1; row <= one.length; row++) {
    rows.push([row])
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return at(one.length, other.length)
}
