/** Different things kept; a service has a few hundred, most of them tags and buttons. */
const KEPT = 1000

/** Remembers what was made for a key, and forgets all of it when there is too much, so that no visitor can fill the memory. */
export const remembered = <Value>() => {
  const made = new Map<string, Value>()
  return (key: string, make: () => Value): Value => {
    const known = made.get(key)
    if (known !== undefined) return known
    if (made.size >= KEPT) made.clear()
    const value = make()
    made.set(key, value)
    return value
  }
}
