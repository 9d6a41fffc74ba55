type Transition<Status extends string> = { readonly from: readonly Status[]; readonly to: Status }

/** A transition table. Statuses move only through it; its drawing, the buttons and the tests all read the same table. */
export const machine =
  <Status extends string>() =>
  <const Table extends Readonly<Record<string, Transition<Status>>>>(table: Table) => ({
    table,
    /** The status after `name`, or null when the move is not allowed from `status`. */
    move(name: keyof Table & string, status: Status): Status | null {
      const transition = table[name]
      return transition?.from.includes(status) ? transition.to : null
    },
    /** The statuses that `name` may start from: stores guard their updates with it. */
    from: (name: keyof Table & string): readonly Status[] => table[name]?.from ?? [],
    /** The statuses that a thing may have had a moment before it has this one: itself, and those that a move leads from. */
    fromAny: (status: Status): readonly Status[] => [
      status,
      ...Object.values<Transition<Status>>(table).flatMap(({ from, to }) => (to === status ? from : [])),
    ],
  })
