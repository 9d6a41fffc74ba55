/** The greatest distance between the distributions of two samples, from 0 (the same) to 1. */
export function distanceOf(one: readonly number[], other: readonly number[]): number {
  const marks = [
    ...one.map((value) => ({ value, step: 1 / one.length })),
    ...other.map((value) => ({ value, step: -1 / other.length })),
  ].sort((first, second) => first.value - second.value)
  let [greatest, apart] = [0, 0]
  for (const [at, { value, step }] of marks.entries()) {
    apart += step
    // Equal values count together.
    if (marks[at + 1]?.value !== value) greatest = Math.max(greatest, Math.abs(apart))
  }
  return greatest
}

/** The distance that two samples of one distribution exceed by chance with the given probability. */
export const criticalDistance = (first: number, second: number, probability: number): number =>
  Math.sqrt((-Math.log(probability / 2) / 2) * ((first + second) / (first * second)))
