/** "o•••e@school.example": enough for somebody who knows the address to recognise it. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const local = [...address.slice(0, Math.max(at, 0))]
  const [first = '', last = ''] = [local[0], local.length > 2 ? local.at(-1) : '']
  return `${first}•••${last}${at === -1 ? '' : address.slice(at)}`
}
