/** The same choices every time: a world that changed from run to run could not be talked about. */
export type Chance = {
  readonly whole: (below: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item
  /** True once in so many times. */
  readonly once: (in_: number) => boolean
}

/** Mulberry32: 32 bits of state, good enough to choose names by. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  function pick<Item>(items: readonly Item[]): Item {
    const item = items[whole(items.length)]
    if (item === undefined) throw new Error('Nothing to choose from')
    return item
  }
  const whole = (below: number): number => Math.floor(next() * below)
  return { whole, pick, once: (in_) => whole(in_) === 0 }
}
