import type { Misbehaviour, StandIn } from '#src/main/dev/notify-stand-in.ts'

/** How often, of 100 sends, each thing goes wrong. */
const OF_100_SENDS: readonly (readonly [Misbehaviour, number])[] = [
  ['rate-limit', 8],
  ['daily-limit', 2],
  ['error', 4],
  ['error-after-accept', 5],
  ['hang', 3],
  ['hang-after-accept', 5],
  ['drop', 4],
  ['drop-after-accept', 8],
  ['accept-late', 3],
]
const LOOKS_WITHOUT_ANSWER_OF_100 = 15

export type Misbehaving = {
  readonly misbehave: StandIn['misbehave']
  /** How often each thing went wrong. */
  readonly counts: Map<string, number>
  /** From here on it behaves. */
  readonly calm: () => void
}

/** GOV.UK Notify on a bad day: four sends in ten go wrong, and look-ups fail too. */
export function badDay(): Misbehaving {
  const counts = new Map<string, number>()
  let isCalm = false
  const count = (fault: Misbehaviour | null): Misbehaviour | null => {
    if (fault !== null) counts.set(fault, (counts.get(fault) ?? 0) + 1)
    return fault
  }
  return {
    counts,
    calm() {
      isCalm = true
    },
    misbehave(kind) {
      if (isCalm) return null
      if (kind === 'look') return count(Math.random() * 100 < LOOKS_WITHOUT_ANSWER_OF_100 ? 'down' : null)
      return count(drawn(Math.random() * 100))
    },
  }
}

function drawn(number: number): Misbehaviour | null {
  let left = number
  for (const [fault, share] of OF_100_SENDS) {
    left -= share
    if (left < 0) return fault
  }
  return null
}
